import { distanceToOutline, polygonArea, polygonContains, type Point } from '../../../shared/rules/polygon'
import { pointsOf, type Mark } from './mark'

/** CSS pixels: how high above its point a pin's head sits, and how large it is. */
const PIN_HEAD = { above: 19, radius: 11 } as const

/**
 * The marks at a point, the likeliest first: pins, arrows, then zones, the smallest first.
 * `pixel` is the picture pixels a CSS pixel, `reach` in CSS pixels.
 */
export function marksAt(marks: readonly Mark[], at: Point, { pixel, reach }: { pixel: number; reach: number }): Mark[] {
  return marks
    .flatMap(mark => (isAt(mark, at, pixel, reach) ? [{ mark, size: sizeOf(mark) }] : []))
    .sort((a, b) => a.size - b.size)
    .map(({ mark }) => mark)
}

function isAt(mark: Mark, at: Point, pixel: number, reach: number): boolean {
  const points = pointsOf(mark)
  const [first] = points
  if (!first) return false
  if (mark.kind === 'pin') {
    const head = { x: first.x, y: first.y - PIN_HEAD.above * pixel }
    return distanceToOutline([first, head], at) <= (PIN_HEAD.radius + reach / 2) * pixel
  }
  const isNear = distanceToOutline(points, at) <= reach * pixel
  return isNear || (mark.kind === 'zone' && polygonContains(points, at))
}

const sizeOf = (mark: Mark): number => (mark.kind === 'pin' ? -2 : mark.kind === 'arrow' ? -1 : polygonArea(pointsOf(mark)))
