import { z } from 'zod'
import { Instant } from './instantSchema'

/** A climb that I like; kind `like` in my feed, its id the climb's. */
export const OwnLike = z.object({ climb_id: z.string(), created_at: Instant })
export type OwnLike = z.infer<typeof OwnLike>

/** How many people like a climb here, without what Stokt counts; kind `like` in the face's feed, its id the climb's. */
export const LikeCount = z.object({ climb_id: z.string(), count: z.number().int() })
export type LikeCount = z.infer<typeof LikeCount>
