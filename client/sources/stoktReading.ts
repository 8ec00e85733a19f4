import type { Ascent } from '../../shared/model/ascent'
import type { ClimbRow } from '../../shared/model/climb'
import { msOf } from '../../shared/model/instant'
import { faceFeed, userFeed } from '../../shared/feedName'
import { ApiError } from '../api/api'
import type { Api } from '../api/useApi'
import type { FeedTables } from '../sync/feedTables'
import { bookmarkRow, deletedRow, instantAt, putRow, type StoktCopy } from './stoktCopy'

/** All climbs are read again after so long; in between the new ones. */
const FULL_MS = 30 * 24 * 3_600_000

/** How many climbs were read, and how many cannot be shown: they name a hold that our wall does not have. */
export interface Progress {
  climbs: number
  leftOut: number
}
export interface Reading {
  call: Api['call']
  copy: StoktCopy
  /** False once another reading counts, or nobody looks any more. */
  isWanted: () => boolean
  onProgress: (progress: Progress) => void
}

const rowsOf = (climbs: Iterable<ClimbRow>) => [...climbs].map(climb => putRow('climb', climb.id, climb))

/** [SOURCE-9] Reads the climbs of a face: the new ones, or all. What is kept stays shown until the last page is there. */
export async function readClimbs({ call, copy, isWanted, onProgress }: Reading, face_id: string, wanted: 'new' | 'all'): Promise<void> {
  const feed = faceFeed(face_id)
  const before = copy.readAt(feed)
  const isFull = wanted === 'all' || !before || Date.now() - before.fullMs > FULL_MS
  const since = isFull ? {} : { created_from: instantAt(before) }
  const climbs = new Map<string, ClimbRow>()
  let [ms, leftOut] = [Infinity, 0]
  for (let [page, hasMore] = [1, true]; hasMore; page++) {
    const answer = await call('stokt.climbs', { face_id, page, ...since })
    if (!isWanted()) return
    for (const climb of answer.results) climbs.set(climb.id, climb)
    ms = Math.min(ms, msOf(answer.read_at))
    leftOut += answer.left_out
    onProgress({ climbs: climbs.size, leftOut })
    // The first reading takes a while: its climbs show as they come.
    if (!before) copy.show(feed, rowsOf(answer.results))
    hasMore = answer.has_more
  }
  copy.take(feed, rowsOf(climbs.values()), { ms, isFull })
}

/** The list itself says when a climb is gone from Stokt. */
const orNone = <T>(asked: Promise<{ results: T[] }>): Promise<{ results: T[] }> => asked.catch((error: unknown) => {
  if (error instanceof ApiError && error.code === 'not_found') return { results: [] }
  throw error
})

/** [SOURCE-13] Reads who sent a climb and what is said of it. What is gone from Stokt goes here too. */
export async function readSocial(
  { call, copy, tables }: Pick<Reading, 'call'> & { copy: StoktCopy | null; tables: FeedTables },
  { id, face_id }: Pick<ClimbRow, 'id' | 'face_id'>,
): Promise<void> {
  if (!copy) return
  const { results: sends } = await orNone(call('stokt.sends', { id }))
  const { results: comments } = await orNone(call('stokt.comments', { id }))
  const feed = faceFeed(face_id)
  const goneOf = (kind: 'ascent' | 'comment', rows: readonly { id: string }[]) => {
    const kept = new Set(rows.map(row => row.id))
    const gone = [...tables.rows(feed, kind).values()].filter(row => row.climb_id === id && !kept.has(row.id))
    return gone.map(row => deletedRow(kind, row.id))
  }
  copy.change(feed, [
    ...goneOf('ascent', sends), ...goneOf('comment', comments),
    ...sends.map(send => putRow('ascent', send.id, send)), ...comments.map(comment => putRow('comment', comment.id, comment)),
  ])
}

/** Reads what the person likes, sent and bookmarked. Stokt tells that a climb was sent, not when. */
export async function readOwn({ call, copy, isWanted }: Reading, who: string): Promise<void> {
  const { likes, sends, bookmarks, read_at } = await call('stokt.mine', {})
  if (!isWanted()) return
  const sent = (id: string): Ascent => ({
    id, climb_id: id, sent_at: read_at, attempts: null, is_flash: false, grade_font: null, notes: null, is_hidden: false,
    created_at: read_at, updated_at: read_at,
  })
  copy.take(userFeed(who), [
    ...likes.map(id => putRow('like', id, { climb_id: id, created_at: read_at })),
    ...sends.map(id => putRow('ascent', id, sent(id))),
    ...bookmarks.map(id => bookmarkRow(id, true)),
  ], { ms: msOf(read_at), isFull: true })
}
