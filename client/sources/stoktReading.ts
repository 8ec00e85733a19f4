import type { Ascent } from '../../shared/model/ascent'
import type { ClimbRow } from '../../shared/model/climb'
import { msOf } from '../../shared/model/instant'
import { faceFeed, userFeed } from '../../shared/feedName'
import type { Api } from '../api/useApi'
import { instantAt, putRow, type StoktCopy } from './stoktCopy'

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

/** Reads what the person likes and sent. Stokt tells that a climb was sent, not when. */
export async function readOwn({ call, copy, isWanted }: Reading, who: string): Promise<void> {
  const { likes, sends, read_at } = await call('stokt.mine', {})
  if (!isWanted()) return
  const sent = (id: string): Ascent => ({
    id, climb_id: id, sent_at: read_at, attempts: null, is_flash: false, grade_font: null, notes: null, is_hidden: false,
    created_at: read_at, updated_at: read_at,
  })
  copy.take(userFeed(who), [
    ...likes.map(id => putRow('like', id, { climb_id: id, created_at: read_at })),
    ...sends.map(id => putRow('ascent', id, sent(id))),
  ], { ms: msOf(read_at), isFull: true })
}
