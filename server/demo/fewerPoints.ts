import type { Point } from '../../shared/rules/polygon'

/** A hold keeps so many points, however straight its sides are. */
const LEAST = 12

/** The distance of the point from the line through its neighbours, in pixels. */
function offLine(before: Point, at: Point, after: Point): number {
  const [dx, dy] = [after.x - before.x, after.y - before.y]
  const length = Math.hypot(dx, dy)
  if (length === 0) return Math.hypot(at.x - before.x, at.y - before.y)
  return Math.abs(dx * (at.y - before.y) - dy * (at.x - before.x)) / length
}

/**
 * The closed outline without the points that lie nearer to the line through their neighbours than `tolerance` pixels;
 * the nearest goes first.
 */
export function fewerPoints(outline: readonly Point[], tolerance: number): Point[] {
  const points = [...outline]
  while (points.length > LEAST) {
    const offs = points.map((at, i) => offLine(points.at(i - 1) ?? at, at, points[(i + 1) % points.length] ?? at))
    const nearest = Math.min(...offs)
    if (nearest >= tolerance) break
    points.splice(offs.indexOf(nearest), 1)
  }
  return points
}
