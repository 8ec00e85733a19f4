import { parsePolygon, polygonCentroid, polygonContains, polygonSides, type Point } from '../../../shared/rules/polygon'
import { pointsOf, type Mark } from './mark'

/** A mark touches a hold whose middle lies in the zone, or at which the arrow or the pin points. `polygon` is that of the hold's row. */
export function touches(mark: Mark, polygon: string): boolean {
  const outline = parsePolygon(polygon)
  const points = pointsOf(mark)
  if (outline.length < 3) return false
  if (mark.kind === 'zone') return polygonContains(points, polygonCentroid(outline))
  return points.some(point => polygonContains(outline, point)) || crosses(points, outline)
}

/** @returns whether the line through the points cuts a side of the outline */
const crosses = (line: readonly Point[], outline: readonly Point[]): boolean =>
  line.slice(1).some((to, index) => polygonSides(outline).some(([a, b]) => cut(line[index] ?? to, to, a, b)))

const side = (a: Point, b: Point, c: Point): number => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))
const cut = (a: Point, b: Point, c: Point, d: Point): boolean => side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
