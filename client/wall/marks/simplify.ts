import { distanceToOutline, type Point } from '../../../shared/rules/polygon'

/**
 * A line with fewer points that stays within `tolerance` of the drawn one (Ramer, Douglas and
 * Peucker), with at most `most` points however much that takes.
 */
export function simplified(points: readonly Point[], tolerance: number, most = Infinity): Point[] {
  let kept = thinned(points, tolerance)
  for (let wider = tolerance * 2; kept.length > most; wider *= 2) kept = thinned(kept, wider)
  return kept
}

function thinned(points: readonly Point[], tolerance: number): Point[] {
  const kept = new Set([0, points.length - 1])
  const spans: [number, number][] = [[0, points.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span
    const far = farthest(points, first, last)
    if (!far || far.distance <= tolerance) continue
    kept.add(far.at)
    spans.push([first, far.at], [far.at, last])
  }
  return points.filter((_, at) => kept.has(at))
}

function farthest(points: readonly Point[], first: number, last: number): { at: number; distance: number } | null {
  const side = [points[first], points[last]].filter(point => point !== undefined)
  let found: { at: number; distance: number } | null = null
  for (let at = first + 1; at < last; at += 1) {
    const point = points[at]
    const distance = point ? distanceToOutline(side, point) : 0
    if (!found || distance > found.distance) found = { at, distance }
  }
  return found
}
