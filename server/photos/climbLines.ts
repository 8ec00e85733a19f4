import type { ClimbHold, Role } from '../../shared/model/climbHold'
import { dilatePolygon, parsePolygon, polygonBox, type Box, type Point } from '../../shared/rules/polygon'
import { tapeLength, tapeLines } from '../../shared/rules/tape'

/** A hold as it is stored, in pixels of the full photo. */
export interface DrawnHold {
  id: number
  polygon_str: string
  center_tape_str: string | null
  left_tape_str: string | null
  right_tape_str: string | null
}

export interface HoldDrawing {
  outline: Point[]
  lines: { points: Point[]; isFeet: boolean }[]
}

const TOP_FACTOR = 1.35
const closed = (points: readonly Point[]): Point[] => [...points, ...points.slice(0, 1)]

function tapeOf(text: string | null): Point[] {
  const [x1, y1, x2, y2] = (text ?? '').trim().split(/\s+/).map(Number)
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return []
  return [x1, y1, x2, y2].every(Number.isFinite) ? [{ x: x1, y: y1 }, { x: x2, y: y2 }] : []
}

/** One start shows its left and right tape, several show the centre tape each. */
function tapesOf(hold: DrawnHold, outline: readonly Point[], { starts, wallWidth }: { starts: number; wallWidth: number }): Point[][] {
  const derived = tapeLines(outline, tapeLength(wallWidth))
  const names = starts === 1 ? (['left_tape_str', 'right_tape_str'] as const) : (['center_tape_str'] as const)
  return names.map(name => tapeOf(hold[name] || derived[name]))
}

/** [SHARE-2] The outlines and lines of a climb, each hold once. Holds that are not on the wall are left out. */
export function climbLines(climb: readonly ClimbHold[], holds: readonly DrawnHold[], wallWidth: number): HoldDrawing[] {
  const starts = climb.filter(({ role }) => role === 'S').length
  return holds.flatMap((hold) => {
    const roles = new Set<Role>(climb.filter(({ hold_id }) => hold_id === hold.id).map(({ role }) => role))
    const outline = parsePolygon(hold.polygon_str)
    if (roles.size === 0 || outline.length < 3) return []
    const isFeet = roles.size === 1 && roles.has('F')
    return [{
      outline,
      lines: [
        { points: closed(outline), isFeet },
        ...roles.has('T') ? [{ points: closed(dilatePolygon(outline, TOP_FACTOR)), isFeet: false }] : [],
        ...roles.has('S') ? tapesOf(hold, outline, { starts, wallWidth }).map(points => ({ points, isFeet: false })) : [],
      ],
    }]
  })
}

/** The part of the wall around these holds; null if there are none. */
export function boxAround(drawings: readonly HoldDrawing[]): Box | null {
  const points = drawings.flatMap(({ lines }) => lines.flatMap(line => line.points))
  return points.length === 0 ? null : polygonBox(points)
}
