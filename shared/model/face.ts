import { z } from 'zod'
import { WallGrid } from './grid'
import { Hold } from './hold'
import { Instant } from './instantSchema'

/** One photographed wall. Picture sizes are in pixels of the full photo. */
export const Face = z.object({
  id: z.string(),
  stokt_id: z.string().nullable(),
  gym_id: z.string(),
  name: z.string(),
  picture_path: z.string(),
  picture_width: z.number().int(),
  picture_height: z.number().int(),
  holds_count: z.number().int(),
  climbs_count: z.number().int(),
  grid: WallGrid.nullable(),
  /** Walls are listed by it, then by name. */
  position: z.number().int(),
  /** True if lists offer the wall no longer. Its address opens it, and nobody sets climbs on it. */
  is_archived: z.boolean(),
})
export type Face = z.infer<typeof Face>

const Picture = z.object({ name: z.string(), width: z.number().int(), height: z.number().int() })

/** Everything that is needed to draw a face and set climbs on it. */
export const FaceSetup = z.object({
  id: z.string(),
  stokt_id: z.string().nullable(),
  is_active: z.boolean(),
  total_climbs: z.number().int(),
  picture: Picture,
  small_picture: Picture.nullable(),
  feet_rules_options: z.array(z.string()),
  has_symmetry: z.boolean(),
  holds: z.array(Hold),
})
export type FaceSetup = z.infer<typeof FaceSetup>

/** The face as it stands in feeds: counts over other rows are left out, they would change with each climb. */
export const FaceRow = Face.omit({ holds_count: true, climbs_count: true }).extend({
  feet_rules_options: z.array(z.string()),
  has_symmetry: z.boolean(),
  is_active: z.boolean(),
  updated_at: Instant,
})
export type FaceRow = z.infer<typeof FaceRow>
