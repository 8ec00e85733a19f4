import { z } from 'zod'
import { Instant } from './instantSchema'

/** Climbs that a person put together; kind `list` in that person's feed. */
export const ClimbList = z.object({
  id: z.string(),
  owner_id: z.string(),
  owner_name: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** Whoever has its link reads it. */
  is_shared: z.boolean(),
  /** In their order. */
  climb_ids: z.array(z.string()),
  created_at: Instant,
  updated_at: Instant,
})
export type ClimbList = z.infer<typeof ClimbList>

/** A search that a person keeps under a name; kind `search` in that person's feed. */
export const KeptSearch = z.object({
  id: z.string(),
  face_id: z.string(),
  name: z.string(),
  /** The parameters of `GET /api/climbs`, as they stand in an address. */
  query: z.string(),
  created_at: Instant,
  /** Climbs set later are new. */
  seen_at: Instant,
})
export type KeptSearch = z.infer<typeof KeptSearch>
