/** Pixels of the full photo; y grows downwards. */
export interface Point {
  x: number
  y: number
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Reads `x,y x,y …`; pairs that are no numbers are left out. */
export function parsePolygon(text: string): Point[] {
  return text.trim().split(/\s+/).flatMap((pair) => {
    const [x, y] = pair.split(',').map(Number)
    return x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y) || pair === '' ? [] : [{ x, y }]
  })
}

/** `x,y x,y …` with two decimals. */
export function formatPolygon(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ')
}

/** An SVG path, `Mx,yLx,y…z`. */
export function polygonPath(points: readonly Point[]): string {
  return points.length === 0 ? '' : `M${points.map(({ x, y }) => `${x.toFixed(2)},${y.toFixed(2)}`).join('L')}z`
}

/** Every side as a pair of its ends, the closing one included. */
export function polygonSides(points: readonly Point[]): [Point, Point][] {
  return points.map((from, i) => [from, points[(i + 1) % points.length] ?? from])
}

/** Positive when the points run clockwise on screen. */
export function signedArea(points: readonly Point[]): number {
  return polygonSides(points).reduce((sum, [a, b]) => sum + a.x * b.y - b.x * a.y, 0) / 2
}

export function polygonArea(points: readonly Point[]): number {
  return Math.abs(signedArea(points))
}

/** Centre of mass of the surface; of the points alone when they enclose none. */
export function polygonCentroid(points: readonly Point[]): Point {
  const area = signedArea(points)
  if (Math.abs(area) < 1e-9) return meanPoint(points)
  let x = 0
  let y = 0
  for (const [a, b] of polygonSides(points)) {
    const cross = a.x * b.y - b.x * a.y
    x += (a.x + b.x) * cross
    y += (a.y + b.y) * cross
  }
  return { x: x / (6 * area), y: y / (6 * area) }
}

export function meanPoint(points: readonly Point[]): Point {
  const count = Math.max(1, points.length)
  return { x: points.reduce((sum, p) => sum + p.x, 0) / count, y: points.reduce((sum, p) => sum + p.y, 0) / count }
}

export function polygonBox(points: readonly Point[]): Box {
  const xs = points.map((p) => p.x)
  const ys = points.map((p) => p.y)
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

/** Scaled about `centre`: 1.35 is the second contour of a top. */
export function dilatePolygon(points: readonly Point[], factor: number, centre: Point = polygonCentroid(points)): Point[] {
  return points.map(({ x, y }) => ({ x: centre.x + (x - centre.x) * factor, y: centre.y + (y - centre.y) * factor }))
}

/** Each point moved `distance` px away from the centroid: an easier target for a fingertip. */
export function enlargePolygon(points: readonly Point[], distance: number): Point[] {
  const centre = polygonCentroid(points)
  return points.map(({ x, y }) => {
    const length = Math.hypot(x - centre.x, y - centre.y) || 1
    return { x: x + ((x - centre.x) / length) * distance, y: y + ((y - centre.y) / length) * distance }
  })
}

/** True if the point lies inside (even-odd rule). */
export function polygonContains(points: readonly Point[], { x, y }: Point): boolean {
  let inside = false
  let a = points.at(-1)
  for (const b of points) {
    if (a && a.y > y !== b.y > y && x < a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y)) inside = !inside
    a = b
  }
  return inside
}

/** True if no two sides cross. */
export function polygonIsSimple(points: readonly Point[]): boolean {
  const sides = polygonSides(points)
  return sides.every((one, i) => sides.every((other, j) => {
    const apart = Math.abs(i - j)
    return apart < 2 || apart === sides.length - 1 || !sidesCross(one, other)
  }))
}

function sidesCross([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/** The distance of a point from the outline, in px. */
export function distanceToOutline(points: readonly Point[], point: Point): number {
  let nearest = Infinity
  let a = points.at(-1)
  for (const b of points) {
    if (a) nearest = Math.min(nearest, distanceToSide(point, a, b))
    a = b
  }
  return nearest
}

function distanceToSide(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const along = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy)
}
