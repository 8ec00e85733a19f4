import type { Claim } from '../../shared/contract/users'
import type { ClimbRow } from '../../shared/model/climb'
import type { Instant } from '../../shared/model/instant'
import type { Notice } from '../../shared/model/notice'
import { binEntry } from '../../shared/rules/bin'
import { conditionCutoff } from '../../shared/rules/consensus'
import { ADMIN_FEED, GLOBAL_FEED, asFeedName, faceFeed, type FeedName, userFeed, userIdOfFeed } from '../../shared/feedName'
import type { Placement } from '../db/stores/feeds/feeds'
import type { Stores } from '../db/stores/stores'
import { auditEvents } from './auditEvent'
import { place } from './place'
import { isOwnKind, placeLists } from './placeLists'
import { placeLogbook } from './placeLogbook'
import type { TouchedGroup } from './touched'

/** The feeds that show a climb: its face's, or, for a private climb, the feed of each owner. */
function feedsOfClimb(climb: Pick<ClimbRow, 'face_id' | 'is_private' | 'created_by_id' | 'setter_id'>): FeedName[] {
  if (!climb.is_private) return [faceFeed(climb.face_id)]
  return ownersOf(climb).map(owner => userFeed(owner))
}

const ownersOf = (climb: Pick<ClimbRow, 'created_by_id' | 'setter_id'>): string[] =>
  [...new Set([climb.created_by_id, climb.setter_id].filter(owner => owner !== null))]

/** A claim is shown to its user, and, while it waits, to admins. */
const feedsOfClaim = ({ user_id, state }: Claim): FeedName[] => (state === 'open' ? [userFeed(user_id), ADMIN_FEED] : [userFeed(user_id)])

/** A notice for a gym stands in the feed of each of its walls. */
async function placeNotices({ walls }: Stores, notices: readonly Notice[]): Promise<Placement[]> {
  const placements: Placement[] = []
  for (const notice of notices) {
    const gymId = notice.feed.startsWith('gym:') ? notice.feed.slice('gym:'.length) : null
    const own = asFeedName(notice.feed)
    const feeds = gymId === null ? own ? [own] : [] : (await walls.faces({ gymId })).map(({ id }) => faceFeed(id))
    placements.push(...feeds.map(feed => place(feed, 'notice', notice.id, notice)))
  }
  return placements
}

/** The rows of one user, whose feed was touched. */
async function placeForOne({ annotations, climbs }: Stores, kind: 'vote' | 'personal', feed: FeedName | null, ids: string[]): Promise<Placement[]> {
  if (!feed) throw new Error('it belongs to one user')
  const userId = userIdOfFeed(feed) ?? ''
  if (kind === 'personal') return (await climbs.personalsOf(userId, ids)).map(personal => place(feed, kind, personal.climb_id, personal))
  return (await annotations.votesOf(userId, ids.map(Number))).map(({ hold_id, ...vote }) => place(feed, kind, hold_id, vote))
}

/** [REPORT-5] Admins see an open report with all its voices; each reporter sees their own, also once it is resolved. */
async function placeReports({ reports }: Stores, ids: readonly string[]): Promise<Placement[]> {
  const open = (await reports.rows(ids)).filter(({ state }) => state === 'open')
  return [
    ...open.map(report => place(ADMIN_FEED, 'report', report.id, report)),
    ...(await reports.ownRows(ids)).map(({ userId, report }) => place(userFeed(userId), 'report', report.id, report)),
  ]
}

/** Owners read their own climbs and comments that others do not see. */
async function placeBinned({ bin, comments }: Stores, ids: readonly string[]): Promise<Placement[]> {
  const owned = [
    ...(await bin.byIds(ids)).flatMap(binned => ownersOf(binned.climb).map(owner => ({ owner, binned }))),
    ...(await comments.binnedById(ids)).flatMap((binned) => {
      const owner = binned.comment.user_id
      return owner === null ? [] : [{ owner, binned }]
    }),
  ]
  return owned.map(({ owner, binned }) => {
    const entry = binEntry(binned, owner)
    return place(userFeed(owner), 'bin', entry.id, entry)
  })
}

/** [STOKT-15] How a climb stands in Stokt is read by the person whose account sends it. */
async function placePublications({ publications }: Stores, kind: 'publication', ids: readonly string[]): Promise<Placement[]> {
  return (await publications.rows(ids)).map(({ user_id, publication }) => place(userFeed(user_id), kind, publication.climb_id, publication))
}

/** Reads things from their tables and gives their feeds and values. A deleted thing is in no feed. */
export async function project(stores: Stores, { kind, feed, ids: all }: TouchedGroup, now: Instant): Promise<Placement[]> {
  const ids = [...all]
  if (isOwnKind(kind)) return placeLists(stores, kind, ids)
  switch (kind) {
    case 'gym':
      return (await stores.walls.gymRows(ids)).map(gym => place(GLOBAL_FEED, kind, gym.id, gym))
    case 'face':
      return (await stores.walls.faceRows(ids))
        .flatMap(face => [GLOBAL_FEED, faceFeed(face.id)].map(name => place(name, kind, face.id, face)))
    case 'hold':
      return (await stores.walls.holdRows(ids.map(Number))).map(({ face_id, ...hold }) => place(faceFeed(face_id), kind, hold.id, hold))
    case 'climb':
      return (await stores.climbs.rows(ids)).flatMap(climb => feedsOfClimb(climb).map(name => place(name, kind, climb.id, climb)))
    case 'comment':
      return (await stores.comments.placed(ids)).flatMap(({ row, comment }) =>
        feedsOfClimb(row.climb).map(name => place(name, kind, comment.id, comment)))
    case 'bin':
      return placeBinned(stores, ids)
    case 'like':
    case 'ascent':
    case 'grade':
      return placeLogbook(stores, kind, feed, ids)
    case 'consensus':
      return (await stores.annotations.consensusRows(ids.map(Number), now))
        .map(({ face_id, hold_id, ...consensus }) => place(faceFeed(face_id), kind, hold_id, { hold_id, ...consensus }))
    case 'task':
      // Work that was done long ago clears no vote any more, so its row may go.
      return (await stores.tasks.rows(ids, conditionCutoff(now))).map(task => place(faceFeed(task.face_id), kind, task.id, task))
    case 'lock':
      return (await stores.locks.rows(ids)).map(lock => place(faceFeed(lock.face_id), kind, lock.id, lock))
    case 'notice':
      return placeNotices(stores, await stores.notices.rows(ids))
    case 'report':
      return placeReports(stores, ids)
    case 'vote':
    case 'personal':
      return placeForOne(stores, kind, feed, ids)
    case 'claim':
      return (await stores.claims.byIds(ids)).flatMap(claim => feedsOfClaim(claim).map(name => place(name, kind, claim.id, claim)))
    case 'log':
      return (await auditEvents(stores.audit, await stores.audit.byIds(ids))).map(event => place(ADMIN_FEED, kind, event.id, event))
    case 'account':
      return (await stores.users.byIds(ids)).map(({ id, role, updated_at }) => place(userFeed(id), kind, id, { id, role, updated_at }))
    case 'connection':
      return (await stores.nodes.rows(ids)).map(node => place(ADMIN_FEED, kind, node.id, node))
    default:
      return placePublications(stores, kind, ids)
  }
}
