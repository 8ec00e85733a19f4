import { z } from 'zod'

/** The longest side of a grid, in cells. */
const CELLS_MAX = 200

const Axis = z.array(z.string().regex(/^[A-Z0-9]{1,4}$/, 'a label is one to four capital letters and digits'))
  .min(1).max(CELLS_MAX)
  .refine(labels => new Set(labels).size === labels.length, 'each label stands once')

const Corner = z.tuple([z.number().min(-100_000).max(100_000), z.number().min(-100_000).max(100_000)])
export type Corner = z.infer<typeof Corner>
const Corners = z.tuple([Corner, Corner, Corner, Corner])

/** Twice the area of the triangle of three corners: positive where they turn clockwise on the screen. */
const turn = ([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): number => (bx - ax) * (cy - by) - (by - ay) * (cx - bx)

function isClockwise(corners: z.infer<typeof Corners>): boolean {
  const [a, b, c, d] = corners
  return turn(a, b, c) > 1 && turn(b, c, d) > 1 && turn(c, d, a) > 1 && turn(d, a, b) > 1
}

/**
 * The letters and numbers painted on a wall. The outer corners are pixels of the full photo, from top left clockwise;
 * the labels go from left to right and from the top down.
 */
export const WallGrid = z.object({
  corners: Corners.refine(isClockwise, 'the corners are four points of the photo, from the top left one clockwise'),
  columns: Axis,
  rows: Axis,
})
export type WallGrid = z.infer<typeof WallGrid>
