import { z } from 'zod'
import { Instant } from './instantSchema'

/** What somebody wrote below a climb; kind `comment` in the face's feed. */
export const Comment = z.object({
  id: z.string(),
  climb_id: z.string(),
  /** Null: the account that wrote it is gone. */
  user_id: z.string().nullable(),
  user_name: z.string().nullable(),
  text: z.string(),
  replied_to_id: z.string().nullable(),
  created_at: Instant,
  updated_at: Instant,
})
export type Comment = z.infer<typeof Comment>
