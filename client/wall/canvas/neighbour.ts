import type { Point } from '../../../shared/rules/polygon'
import type { HoldShape } from './shapes'

export type Direction = 'left' | 'right' | 'up' | 'down'

const ways: Record<Direction, Point> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, up: { x: 0, y: -1 }, down: { x: 0, y: 1 } }

/** The hold that the eye calls the next one that way: near, and off the straight line counts double. */
export function neighbour(shapes: Iterable<HoldShape>, from: Point, direction: Direction, not: number | null): number | null {
  const way = ways[direction]
  let best: number | null = null
  let least = Infinity
  for (const { id, centre } of shapes) {
    const dx = centre.x - from.x
    const dy = centre.y - from.y
    const ahead = dx * way.x + dy * way.y
    const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x)
    if (id === not || ahead <= 0 || aside > ahead * 2) continue
    const cost = ahead + 2 * aside
    if (cost < least) {
      least = cost
      best = id
    }
  }
  return best
}

/** The hold nearest to a point, at which the keyboard begins. */
export function nearest(shapes: Iterable<HoldShape>, { x, y }: Point): number | null {
  let best: number | null = null
  let least = Infinity
  for (const { id, centre } of shapes) {
    const distance = Math.hypot(centre.x - x, centre.y - y)
    if (distance < least) {
      least = distance
      best = id
    }
  }
  return best
}
