import type { Point } from '../../shared/rules/polygon'

/** How much of each pixel a line covers, 0 to 255. */
export interface LineMask {
  width: number
  height: number
  cover: Uint8Array
}

export const emptyMask = (width: number, height: number): LineMask => ({ width, height, cover: new Uint8Array(width * height) })

interface Segment {
  from: Point
  to: Point
  /** Half the line's width. */
  radius: number
}

function distance({ from, to }: Segment, x: number, y: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const along = Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy)
}

function drawSegment({ width, height, cover }: LineMask, segment: Segment): void {
  const { from, to, radius } = segment
  const reach = radius + 1
  const span = (a: number, b: number, most: number) =>
    [Math.max(0, Math.floor(Math.min(a, b) - reach)), Math.min(most - 1, Math.ceil(Math.max(a, b) + reach))]
  const [left = 0, right = 0] = span(from.x, to.x, width)
  const [top = 0, bottom = 0] = span(from.y, to.y, height)
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const covered = Math.round(255 * Math.max(0, Math.min(1, radius + 0.5 - distance(segment, x + 0.5, y + 0.5))))
      const at = y * width + x
      if (covered > (cover[at] ?? 0)) cover[at] = covered
    }
  }
}

/** Draws through the points, with round ends and smooth edges. */
export function drawLine(mask: LineMask, points: readonly Point[], lineWidth: number): void {
  points.slice(1).forEach((to, at) => drawSegment(mask, { from: points[at] ?? to, to, radius: lineWidth / 2 }))
}

/** Cuts a line into dashes of such a length, with gaps between. */
export function dashesOf(points: readonly Point[], dash: number, gap: number): Point[][] {
  const dashes: Point[][] = []
  let current: Point[] | null = null
  let [isOn, left] = [true, dash]
  for (const [at, to] of points.slice(1).entries()) {
    let from = points[at] ?? to
    let length = Math.hypot(to.x - from.x, to.y - from.y)
    while (length > 0) {
      const step = Math.min(length, left)
      const next = { x: from.x + ((to.x - from.x) * step) / length, y: from.y + ((to.y - from.y) * step) / length }
      if (isOn) {
        if (current) current.push(next)
        else dashes.push(current = [from, next])
      }
      from = next
      length -= step
      left -= step
      if (left > 0) continue
      isOn = !isOn
      left = isOn ? dash : gap
      current = null
    }
  }
  return dashes
}

/** Lays a colour over the photo where the mask covers it. */
export function paint(bytes: Uint8Array, { cover }: LineMask, colour: readonly [number, number, number]): void {
  for (let at = 0; at < cover.length; at++) {
    const share = (cover[at] ?? 0) / 255
    if (share === 0) continue
    for (const [channel, value] of colour.entries()) {
      const place = at * 3 + channel
      bytes[place] = Math.round((bytes[place] ?? 0) * (1 - share) + value * share)
    }
  }
}
