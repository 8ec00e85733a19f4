import Flatbush from 'flatbush'
import { distanceToOutline, polygonContains, type Point } from '../../../shared/rules/polygon'
import type { HoldShape } from './shapes'

/** CSS pixels around a hold that still count as on it. */
export const REACH = { touch: 12, pen: 6, mouse: 4 } as const
/** CSS pixels within which a finger cannot tell holds apart. */
export const CROWD_PX = 16
export type PointerKind = keyof typeof REACH

export interface HitTest {
  /**
   * The holds at a point, the likeliest first: those around it, the smallest first,
   * or when there is none those with an edge within `reach` picture pixels, the nearest first.
   */
  at(point: Point, reach: number): number[]
  /** Counts the holds within `reach` picture pixels of a point. */
  near(point: Point, reach: number): number
}

export function createHitTest(shapes: Iterable<HoldShape>): HitTest {
  const all = [...shapes]
  if (all.length === 0) return { at: () => [], near: () => 0 }
  const index = new Flatbush(all.length)
  for (const { box } of all) index.add(box.left, box.top, box.right, box.bottom)
  index.finish()

  const boxed = ({ x, y }: Point, reach: number): HoldShape[] =>
    index.search(x - reach, y - reach, x + reach, y + reach).map(i => all[i]).filter(shape => shape !== undefined)

  return {
    near: (point, reach) => boxed(point, reach)
      .filter(({ points }) => polygonContains(points, point) || distanceToOutline(points, point) <= reach).length,
    at(point, reach) {
      const near = boxed(point, reach)
      const around = near.filter(shape => polygonContains(shape.points, point))
      if (around.length > 0) return around.sort((a, b) => a.area - b.area).map(shape => shape.id)
      return near
        .map(shape => ({ id: shape.id, distance: distanceToOutline(shape.points, point) }))
        .filter(({ distance }) => distance <= reach)
        .sort((a, b) => a.distance - b.distance)
        .map(({ id }) => id)
    },
  }
}

/** Tapping again where one tapped before goes through the holds that lie there. */
export function nextOf(candidates: readonly number[], previous: number | null): number | null {
  const at = previous === null ? -1 : candidates.indexOf(previous)
  return candidates[(at + 1) % candidates.length] ?? null
}
