import type { Hold } from '../../shared/model/hold'

export const HEIGHTS = ['top', 'middle', 'bottom'] as const
export const SIDES = ['left', 'centre', 'right'] as const
/** A ninth of the wall, by its height and its side. */
export interface Third {
  height: (typeof HEIGHTS)[number]
  side: (typeof SIDES)[number]
  holds: number
  /** The climbs through each of its holds, on average, to one decimal. */
  uses: number
}
type Placed = Pick<Hold, 'id' | 'centroid_x' | 'centroid_y'>

/** Which third of the span from `least` to `most` holds a value: 0, 1 or 2. */
function thirdOf(value: number, values: readonly number[]): number {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return most > least ? Math.min(2, Math.floor((3 * (value - least)) / (most - least))) : 1
}

/**
 * [STAT-5] The thirds of a wall in height and width that have holds, the most used first. `uses` is the number of climbs
 * through each hold; centroids are in pixels of the picture, from its upper left corner.
 */
export function wallThirds(holds: readonly Placed[], uses: ReadonlyMap<number, number>): Third[] {
  const [xs, ys] = [holds.map(hold => hold.centroid_x), holds.map(hold => hold.centroid_y)]
  const placed = holds.map(hold => ({ id: hold.id, row: thirdOf(hold.centroid_y, ys), column: thirdOf(hold.centroid_x, xs) }))
  return HEIGHTS.flatMap((height, row) => SIDES.flatMap((side, column) => {
    const inside = placed.filter(hold => hold.row === row && hold.column === column)
    if (inside.length === 0) return []
    const sum = inside.reduce((total, { id }) => total + (uses.get(id) ?? 0), 0)
    return [{ height, side, holds: inside.length, uses: Math.round((10 * sum) / inside.length) / 10 }]
  })).sort((a, b) => b.uses - a.uses)
}
