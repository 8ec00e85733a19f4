import { BIN_DAYS, type BinEntry } from '../model/bin'
import type { ClimbRow } from '../model/climb'
import { instantOf, msOf, type Instant } from '../model/instant'

const KEPT_MS = BIN_DAYS * 24 * 3600 * 1000

/** Deleted by then, a climb leaves the bin for good now. */
export const binCutoff = (now: Instant): Instant => instantOf(msOf(now) - KEPT_MS)

/** Says since when others do not see a climb, by whom, and the reason that an admin gave. */
export interface TakenAway {
  at: Instant
  byId: string | null
  reason: string | null
}
/** A climb that others do not see: deleted, hidden, or both. */
export interface BinnedClimb {
  climb: ClimbRow
  deleted: TakenAway | null
  hidden: TakenAway | null
}

/** The state of such a climb. A deleted one lies in the bin, whether it is hidden or not. */
export function binState({ deleted, hidden }: BinnedClimb): TakenAway & Pick<BinEntry, 'state' | 'until'> {
  if (deleted) return { ...deleted, state: 'deleted', until: instantOf(msOf(deleted.at) + KEPT_MS) }
  if (hidden) return { ...hidden, state: 'hidden', until: null }
  throw new Error('everybody sees this climb')
}

/** The climb as one of its owners reads it. */
export function binEntry(binned: BinnedClimb, readerId: string): BinEntry {
  const { state, reason, at, until, byId } = binState(binned)
  return { id: binned.climb.id, state, reason, at, until, by_me: byId === readerId, climb: binned.climb }
}
