import { z } from 'zod'
import { LAST_HOLD_ID } from './holdNumbers'
import { Instant } from './instantSchema'

export const HoldId = z.coerce.number().int().min(1).max(LAST_HOLD_ID)

/** The name of a hold's colour, by the median hue of the photo inside its polygon. */
export const HOLD_COLOURS = [
  'red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'brown', 'beige', 'black', 'grey', 'white',
] as const
export type HoldColour = (typeof HOLD_COLOURS)[number]

/** Polygons are `x,y x,y …`, tape lines `x1 y1 x2 y2`, the centroid `x y`: pixels of the full photo. */
export const Hold = z.object({
  id: z.number().int(),
  stokt_id: z.number().int().nullable(),
  polygon_str: z.string(),
  centroid_x: z.number(),
  centroid_y: z.number(),
  path_str: z.string(),
  area: z.number(),
  touch_polygon_str: z.string(),
  centroid_str: z.string(),
  top_polygon_str: z.string(),
  center_tape_str: z.string(),
  right_tape_str: z.string(),
  left_tape_str: z.string(),
  /** The name by which people call it: unique on its face. */
  label: z.string(),
  /** Null until the photo was looked at. */
  colour: z.enum(HOLD_COLOURS).nullable(),
  /** The time since when it is not on the wall any more; null: it is there. */
  removed_at: Instant.nullable(),
})
export type Hold = z.infer<typeof Hold>

/** The same with the face that it is on. */
export const PlacedHold = Hold.extend({ face_id: z.string() })
export type PlacedHold = z.infer<typeof PlacedHold>

/** A hold without what the server works out. */
export type HoldShape = Omit<Hold, 'label' | 'colour' | 'removed_at'>
