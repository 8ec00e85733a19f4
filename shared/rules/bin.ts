import { BIN_DAYS, type BinEntry } from '../model/bin'
import type { ClimbRow } from '../model/climb'
import { instantOf, msOf, type Instant } from '../model/instant'

const KEPT_MS = BIN_DAYS * 24 * 3600 * 1000

/** Deleted by then, a climb leaves the bin for good now. */
export const binCutoff = (now: Instant): Instant => instantOf(msOf(now) - KEPT_MS)

/** A deleted climb as one of its owners reads it. */
export const binEntry = (climb: ClimbRow, deleted: { at: Instant; byId: string | null }, readerId: string): BinEntry =>
  ({ id: climb.id, state: 'deleted', reason: null, at: deleted.at, until: instantOf(msOf(deleted.at) + KEPT_MS), by_me: deleted.byId === readerId, climb })
