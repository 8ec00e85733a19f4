import { z } from 'zod'
import { ClimbRow } from './climb'
import { Comment } from './comment'
import { Instant } from './instantSchema'

/** A deleted thing can be restored for so long. */
export const BIN_DAYS = 30

/** A climb or comment that others no longer see, as its owners have it: kind `bin` in their own feeds, its id the thing's. */
export const BinEntry = z.object({
  id: z.string(),
  /** `deleted`: in the bin until it is emptied; `hidden`: by an admin, until they say otherwise. */
  state: z.enum(['deleted', 'hidden']),
  /** The reason that an admin gave, for its owners alone. */
  reason: z.string().nullable(),
  at: Instant,
  /** From then on it is gone for good. */
  until: Instant.nullable(),
  /** True if its reader put it there. */
  by_me: z.boolean(),
  /** Null where the thing is a comment. */
  climb: ClimbRow.nullable(),
  /** Null where the thing is a climb. */
  comment: Comment.nullable(),
})
export type BinEntry = z.infer<typeof BinEntry>
