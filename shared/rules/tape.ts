import { meanPoint, polygonBox, polygonCentroid, polygonSides, type Point } from './polygon'

/** Length of a tape line and width of the photo it was measured on. */
const TAPE_LENGTH = 100
const MEASURED_WIDTH = 2263
/** The two outer tapes open like a V, in radians from the one between them. */
const FAN = (35 * Math.PI) / 180
const STEEPEST_LEAN = (22 * Math.PI) / 180

export interface TapeLines {
  center_tape_str: string
  left_tape_str: string
  right_tape_str: string
}

export function tapeLength(pictureWidth: number): number {
  return (TAPE_LENGTH * pictureWidth) / MEASURED_WIDTH
}

/** The tapes of a start hold, `x1 y1 x2 y2`: from the hold's lower edge outward, leaning as that edge does. */
export function tapeLines(polygon: readonly Point[], length: number): TapeLines {
  const centre = hub(polygon)
  const lean = leanOfLowerEdge(polygon, centre)
  const line = (angle: number): string => {
    const from = exitPoint(polygon, centre, angle)
    return [from.x, from.y, from.x + Math.sin(angle) * length, from.y + Math.cos(angle) * length].map((n) => n.toFixed(2)).join(' ')
  }
  return { center_tape_str: line(lean), left_tape_str: line(lean - FAN), right_tape_str: line(lean + FAN) }
}

/** The point at which the three tapes would meet: the centroid, but near the foot of a tall hold, or they would leave at its sides. */
function hub(polygon: readonly Point[]): Point {
  const box = polygonBox(polygon)
  const width = box.right - box.left
  if (box.bottom - box.top < 1.4 * width) return polygonCentroid(polygon)
  return meanPoint(polygon.filter((p) => p.y > box.bottom - 0.7 * width))
}

/** Half the slope of what lies under the centroid, so that tapes hang and yet follow the hold. Radians from straight down. */
function leanOfLowerEdge(polygon: readonly Point[], centre: Point): number {
  const box = polygonBox(polygon)
  const reach = (box.right - box.left) / 6
  const left = lowestAt(polygon, centre.x - reach)
  const right = lowestAt(polygon, centre.x + reach)
  if (left === null || right === null || reach === 0) return 0
  const lean = Math.atan2(left - right, 2 * reach) / 2
  return Math.max(-STEEPEST_LEAN, Math.min(STEEPEST_LEAN, lean))
}

function lowestAt(polygon: readonly Point[], x: number): number | null {
  const crossings = polygonSides(polygon).flatMap(([a, b]) =>
    a.x > x === b.x > x ? [] : [a.y + ((x - a.x) * (b.y - a.y)) / (b.x - a.x)])
  return crossings.length === 0 ? null : Math.max(...crossings)
}

/** The point at which a ray from the centroid leaves the hold for good; the lowest point when it never meets the outline. */
function exitPoint(polygon: readonly Point[], centre: Point, angle: number): Point {
  const dx = Math.sin(angle)
  const dy = Math.cos(angle)
  let farthest = -1
  for (const [a, b] of polygonSides(polygon)) {
    const ex = b.x - a.x
    const ey = b.y - a.y
    const cross = dx * ey - dy * ex
    if (Math.abs(cross) < 1e-9) continue
    const alongRay = ((a.x - centre.x) * ey - (a.y - centre.y) * ex) / cross
    const alongSide = ((a.x - centre.x) * dy - (a.y - centre.y) * dx) / cross
    if (alongSide >= 0 && alongSide <= 1) farthest = Math.max(farthest, alongRay)
  }
  if (farthest < 0) return polygon.reduce((low, p) => (p.y > low.y ? p : low), centre)
  return { x: centre.x + dx * farthest, y: centre.y + dy * farthest }
}
