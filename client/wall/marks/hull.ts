import type { Point } from '../../../shared/rules/polygon'

const CORNERS = 14

/** A round zone about one point, a band about two: the rim around circles of that radius. */
export function zoneAround(points: readonly Point[], radius: number): Point[] {
  return hull(points.flatMap(({ x, y }) => Array.from({ length: CORNERS }, (_, corner) => {
    const angle = (corner / CORNERS) * 2 * Math.PI
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) }
  })))
}

/** The smallest convex outline around points (monotone chain). */
function hull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  return [...chain(sorted), ...chain(sorted.reverse())]
}

function chain(points: readonly Point[]): Point[] {
  const rim: Point[] = []
  for (const point of points) {
    while (rim.length > 1 && turn(rim.at(-2), rim.at(-1), point) <= 0) rim.pop()
    rim.push(point)
  }
  return rim.slice(0, -1)
}

const turn = (a: Point | undefined, b: Point | undefined, c: Point): number =>
  (a && b ? (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) : 0)
