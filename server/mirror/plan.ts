import { createHash } from 'node:crypto'
import type { StoktMode } from '../../shared/contract/sources'
import { msOf, type Instant } from '../../shared/model/instant'
import type { StoktResume } from '../db/tables/stokt'
import type { StoredMirror } from '../db/stores/stokt/stokt'

const DAY_MS = 24 * 3_600_000
const FULL_EVERY_MS = 30 * DAY_MS
const SHORTEST_DAYS = 7
export const ALL_DAYS = 9999
/** The pages of an interrupted run may have moved after so long: then it begins anew. */
const RESUME_MS = DAY_MS

export interface Plan {
  mode: StoktMode
  /** Climbs at most so many days old are asked for. */
  maxAge: number
  /** The run that was interrupted, where it goes on. */
  resume: StoktResume | null
  /** An admin asked for it: then it may hide however many climbs. */
  isAsked: boolean
}
type Mirror = Pick<StoredMirror, 'wanted' | 'run' | 'resume' | 'succeeded_at' | 'full_at' | 'refused_token' | 'next_at' | 'fault'>

export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('hex')

/** True if a run is to begin now. */
export function isDue(mirror: Mirror, { now, digest, polls }: { now: Instant; digest: string; polls: boolean }): boolean {
  if (mirror.wanted !== null) return true
  // Stokt is asked at once if the token is another than the one that ended.
  if (mirror.refused_token !== null) return polls && mirror.refused_token !== digest
  if (mirror.resume !== null && mirror.fault === null) return true
  return polls && now >= mirror.next_at
}

/**
 * [STOKT-5] A full run comes first, after 30 days without one, and when somebody asks. Otherwise the climbs since the
 * last run are asked for, a day more, and a week at least.
 */
export function planOf(mirror: Mirror, { now, hasGym }: { now: Instant; hasGym: boolean }): Plan {
  const { wanted, run, resume, succeeded_at, full_at } = mirror
  const isAsked = wanted === 'full'
  const isFull = isAsked || !hasGym || succeeded_at === null || full_at === null || msOf(now) - msOf(full_at) >= FULL_EVERY_MS
  const goesOn = resume !== null && run !== null && msOf(now) - msOf(run.started_at) < RESUME_MS && hasGym
    && (resume.mode === 'full' || !isFull)
  if (goesOn) return { mode: resume.mode, maxAge: resume.max_age, resume, isAsked }
  if (isFull) return { mode: 'full', maxAge: ALL_DAYS, resume: null, isAsked }
  const days = Math.floor((msOf(now) - msOf(succeeded_at)) / DAY_MS)
  return { mode: 'incremental', maxAge: Math.max(days + 1, SHORTEST_DAYS), resume: null, isAsked }
}
