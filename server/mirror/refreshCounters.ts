import { guest } from '../../shared/access/actor'
import { instantAfter, instantOf, msOf } from '../../shared/model/instant'
import type { RunParts } from './runParts'
import type { StoktCounts } from '../stokt/stoktApi'
import { StoktFailure } from '../stokt/stoktFailure'

const DAY_MS = 24 * 3_600_000
/** The counters of a climb are read again when they are so old. */
const AGE_MS = 7 * DAY_MS
/** The counters of a climb that somebody opens are read again when they are older than this. */
const OPENED_AGE_MS = DAY_MS
/** So many climbs are looked at before a run may come in between. */
const AT_ONCE = 5

type Parts = Pick<RunParts, 'api' | 'stores' | 'transactions' | 'clock' | 'gym'>
type Stale = Awaited<ReturnType<Parts['stores']['stoktCounters']['stale']>>[number]

/** A list that was cut says only that there are at least so many. */
const counted = (was: number, { n, isAll }: StoktCounts['climbed_by']): number => (isAll ? n : Math.max(was, n))

async function store({ transactions }: Parts, climb: Stale, counts: StoktCounts | null): Promise<void> {
  await transactions(guest, async ({ stores, touch, now }) => {
    if (climb.stokt_id !== null) await stores.stoktCounters.read([climb.stokt_id], now)
    if (counts === null) return
    const values = {
      climbed_by: counted(climb.climbed_by, counts.climbed_by),
      total_likes: counted(climb.total_likes, counts.total_likes),
      total_comments: counted(climb.total_comments, counts.total_comments),
    }
    const isNews = (Object.keys(values) as (keyof typeof values)[]).some(name => values[name] !== climb[name])
    // Nobody reads the age of a climb that stays as it is and is not open.
    if (!isNews && climb.wanted_at === null) return
    const stored = (await stores.imports.climbs([climb.stokt_id ?? ''], []))[0]
    if (!stored) return
    const changed = isNews ? { updated_at: instantAfter(stored.updated_at, now) } : {}
    await stores.climbs.update(climb.id, { ...values, synced_at: now, ...changed })
    touch.climb(climb.id)
  })
}

export const staleCounters = ({ stores, clock, gym }: Pick<Parts, 'stores' | 'clock' | 'gym'>): Promise<Stale[]> => {
  const ago = (ms: number) => instantOf(msOf(clock()) - ms)
  return stores.stoktCounters.stale(gym, { wantedBefore: ago(OPENED_AGE_MS), before: ago(AGE_MS), limit: AT_ONCE })
}

/** [STOKT-9] Reads the counters of a few climbs: first those that somebody opened, then the oldest. @returns how many */
export async function refreshCounters(parts: Parts): Promise<number> {
  const climbs = await staleCounters(parts)
  for (const climb of climbs) {
    const counts = await parts.api.counts(climb.stokt_id ?? '').catch((error: unknown) => {
      // A climb that is gone from Stokt keeps its counters; a full run hides it.
      if (error instanceof StoktFailure && error.fault === 'not_found') return null
      throw error
    })
    await store(parts, climb, counts)
  }
  return climbs.length
}
