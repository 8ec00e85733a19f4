import { BIN_DAYS, type BinEntry } from '../model/bin'
import type { ClimbRow } from '../model/climb'
import type { Comment } from '../model/comment'
import { instantOf, msOf, type Instant } from '../model/instant'

const KEPT_MS = BIN_DAYS * 24 * 3600 * 1000

/** Deleted by then, a thing leaves the bin for good now. */
export const binCutoff = (now: Instant): Instant => instantOf(msOf(now) - KEPT_MS)

/** Says since when others do not see a thing, by whom, and the reason that an admin gave. */
export interface TakenAway {
  at: Instant
  byId: string | null
  reason: string | null
}
/** A thing that others do not see: deleted, hidden, or both. */
interface Binned {
  deleted: TakenAway | null
  hidden: TakenAway | null
}
export interface BinnedClimb extends Binned {
  climb: ClimbRow
}
export interface BinnedComment extends Binned {
  comment: Comment
}

/** The columns by which others do not see a thing. */
export interface Away {
  deleted_at: Instant | null
  deleted_by_id: string | null
  deleted_reason: string | null
  hidden_at: Instant | null
  hidden_by_id: string | null
  hidden_reason: string | null
}
const taken = (at: Instant | null, byId: string | null, reason: string | null): TakenAway | null => at && { at, byId, reason }
/** A row apart from its columns of the bin, which are read as one fact each. */
export function splitAway<T extends Away>(row: T): { thing: Omit<T, keyof Away> } & Binned {
  const { deleted_at, deleted_by_id, deleted_reason, hidden_at, hidden_by_id, hidden_reason, ...thing } = row
  return {
    thing,
    deleted: taken(deleted_at, deleted_by_id, deleted_reason),
    hidden: taken(hidden_at, hidden_by_id, hidden_reason),
  }
}

/** The state of such a thing. A deleted one lies in the bin, whether it is hidden or not. */
export function binState({ deleted, hidden }: Binned): TakenAway & Pick<BinEntry, 'state' | 'until'> {
  if (deleted) return { ...deleted, state: 'deleted', until: instantOf(msOf(deleted.at) + KEPT_MS) }
  if (hidden) return { ...hidden, state: 'hidden', until: null }
  throw new Error('everybody sees this thing')
}

/** The thing as one of its owners reads it. */
export function binEntry(binned: BinnedClimb | BinnedComment, readerId: string): BinEntry {
  const { state, reason, at, until, byId } = binState(binned)
  const thing = 'climb' in binned
    ? { id: binned.climb.id, climb: binned.climb, comment: null }
    : { id: binned.comment.id, climb: null, comment: binned.comment }
  return { state, reason, at, until, by_me: byId === readerId, ...thing }
}
