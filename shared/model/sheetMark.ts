import { z } from 'zod'
import { isStorable } from '../documents'

const coordinate = z.number().min(-100_000).max(100_000)
const POINTS = { pin: [1, 1], arrow: [2, 2], zone: [3, 500] } as const

/** A mark on the shared sheet; points are pixels of the full photo, `by` is a user's id. */
export const SheetMark = z.strictObject({
  kind: z.enum(['zone', 'arrow', 'pin']),
  points: z.array(z.tuple([coordinate, coordinate])).max(500),
  colour: z.string().regex(/^#[0-9a-f]{6}$/i),
  text: z.string().max(500).refine(isStorable),
  by: z.string().min(1).max(64),
}).refine(({ kind, points }) => points.length >= POINTS[kind][0] && points.length <= POINTS[kind][1])
export type SheetMark = z.infer<typeof SheetMark>
