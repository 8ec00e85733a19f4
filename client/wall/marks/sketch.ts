import { polygonBox, type Point } from '../../../shared/rules/polygon'
import { zoneAround } from './hull'
import type { MarkKind } from './mark'
import { simplified } from './simplify'

/** The pen's tool; `choose` takes a mark that stands there. */
export const DRAW_TOOLS = ['choose', 'zone', 'arrow', 'pin'] as const
export type DrawTool = (typeof DRAW_TOOLS)[number]

/** A mark in the making; picture pixels. */
export interface Sketch {
  readonly kind: MarkKind
  readonly points: readonly Point[]
}

/** All in CSS pixels: drawn less than `LEAST` nothing was meant, and a point closer than `STEP` adds nothing. */
const LEAST = 14
const STEP = 2
const TOLERANCE = 1.2
const RADIUS = 34
const ZONE_POINTS = 500

/** The finger goes on to `to`; `pixel` is the picture pixels a CSS pixel. */
export function dragged({ kind, points }: Sketch, to: Point, pixel: number): Sketch {
  const [first] = points
  if (!first || kind === 'pin') return { kind, points: [to] }
  if (kind === 'arrow') return { kind, points: [first, to] }
  const last = points.at(-1)
  return last && Math.hypot(to.x - last.x, to.y - last.y) < STEP * pixel ? { kind, points } : { kind, points: [...points, to] }
}

/** One more corner, for whoever draws by taps or with the keyboard. */
export const cornered = (sketch: Sketch | null, kind: MarkKind, at: Point): Sketch =>
  sketch?.kind === kind ? { kind, points: [...sketch.points, at] } : { kind, points: [at] }

export const withoutLastCorner = ({ kind, points }: Sketch): Sketch | null =>
  (points.length > 1 ? { kind, points: points.slice(0, -1) } : null)

/** Needs no more corners. A zone is never sure: its drawer says when it is done. */
export const isWhole = ({ kind, points }: Sketch): boolean => kind !== 'zone' && points.length >= (kind === 'pin' ? 1 : 2)

/** The points that are kept of a sketch; null when it came to nothing. A zone of one or two points lies around them. */
export function finished({ kind, points }: Sketch, pixel: number, isDrag: boolean): Point[] | null {
  if (points.length === 0) return null
  if (kind === 'pin') return points.slice(-1)
  const { left, top, right, bottom } = polygonBox(points)
  const isTiny = Math.hypot(right - left, bottom - top) < LEAST * pixel
  if (kind === 'arrow') return points.length < 2 || isTiny ? null : points.slice(0, 2)
  if (isDrag && isTiny) return null
  const rim = simplified(points, TOLERANCE * pixel, ZONE_POINTS)
  return rim.length < 3 || isTiny ? zoneAround(rim, RADIUS * pixel) : rim
}
