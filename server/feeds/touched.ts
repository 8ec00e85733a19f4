import type { RowKind } from '../../shared/contract/feeds'
import { ADMIN_FEED, faceFeed, userFeed, type FeedName } from '../../shared/feedName'

/** The things that a transaction changed. At its end, their rows in the feeds are made again from the tables. */
export interface Touch {
  gym: (id: string) => void
  face: (id: string) => void
  hold: (id: number) => void
  climb: (id: string) => void
  /** A climb that may lie in the bin, is put there, or taken out. */
  climbAnywhere: (id: string) => void
  /** A person likes a climb, or likes it no longer. */
  like: (userId: string, climb: { id: string; face_id: string }) => void
  /** A send was written or deleted; its climb is counted and graded anew. */
  ascent: (id: string, climbId: string) => void
  /** What others see of a send changed: its person's name, or whether they hide it. */
  ascentTold: (id: string) => void
  /** The words of a comment, or the name of its writer. */
  comment: (id: string) => void
  /** A comment that is new, put into the bin, hidden or shown again; its climb counts it. */
  commentAnywhere: (id: string, climbId: string) => void
  consensus: (holdId: number) => void
  task: (id: string) => void
  /** `face:<id>` or `hold:<id>` */
  lock: (id: string) => void
  notice: (id: string) => void
  /** It stands in the feeds of admins, while it is open, and of the people who reported it. */
  report: (id: string) => void
  vote: (userId: string, holdId: number) => void
  personal: (userId: string, climbId: string) => void
  /** A climb that is sent to Stokt too, or its account there. */
  publication: (climbId: string) => void
  /** A list of climbs, or what is in it. */
  list: (id: string) => void
  search: (id: string) => void
  /** Something that others did with a thing of a person. */
  news: (id: string) => void
  claim: (id: string) => void
  /** An entry of the log was written, or undone. */
  log: (auditId: string) => void
  /** An entry of the log leaves the admins' feed; the log keeps it. */
  logLeaves: (auditId: string) => void
  /** The user's rights or name changed. */
  account: (userId: string) => void
  /** A server, and who is connected to it. */
  connection: (nodeId: string) => void
}

/** Things of one kind. `feed` is given if the same id means another thing in another feed. */
export interface TouchedGroup {
  kind: RowKind
  feed: FeedName | null
  ids: Set<string>
  /** They leave their feeds, although they are still in their table. */
  leave?: true
}

export function collectTouched(): { touch: Touch; groups: () => TouchedGroup[] } {
  const groups = new Map<string, TouchedGroup>()
  const add = (kind: RowKind, id: string | number, feed: FeedName | null = null, leave?: true) => {
    const key = `${kind} ${feed ?? ''} ${leave ?? ''}`
    const group = groups.get(key) ?? { kind, feed, ids: new Set(), ...(leave && { leave }) }
    group.ids.add(String(id))
    groups.set(key, group)
  }
  const touch: Touch = {
    gym: id => add('gym', id),
    face: id => add('face', id),
    hold: id => add('hold', id),
    climb: id => add('climb', id),
    climbAnywhere: (id) => {
      add('climb', id)
      add('bin', id)
    },
    like: (userId, { id, face_id }) => {
      add('like', id, userFeed(userId))
      add('like', id, faceFeed(face_id))
      touch.climbAnywhere(id)
    },
    ascent: (id, climbId) => {
      add('ascent', id)
      add('grade', climbId)
      touch.climbAnywhere(climbId)
    },
    ascentTold: id => add('ascent', id),
    comment: (id) => {
      add('comment', id)
      add('bin', id)
    },
    commentAnywhere: (id, climbId) => {
      touch.comment(id)
      add('climb', climbId)
    },
    consensus: holdId => add('consensus', holdId),
    task: id => add('task', id),
    lock: id => add('lock', id),
    notice: id => add('notice', id),
    report: id => add('report', id),
    vote: (userId, holdId) => add('vote', holdId, userFeed(userId)),
    personal: (userId, climbId) => add('personal', climbId, userFeed(userId)),
    publication: climbId => add('publication', climbId),
    list: id => add('list', id),
    search: id => add('search', id),
    news: id => add('news', id),
    claim: id => add('claim', id),
    log: auditId => add('log', auditId),
    logLeaves: auditId => add('log', auditId, ADMIN_FEED, true),
    account: userId => add('account', userId, userFeed(userId)),
    connection: nodeId => add('connection', nodeId),
  }
  return { touch, groups: () => [...groups.values()] }
}
