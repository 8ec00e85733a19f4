import type { Hold } from '../model/hold'

const BANDS = 24

/**
 * The holds as one walks along the wall: band by band from the top, every other one from the right, so that the next is always near.
 * The migration that gives the first labels orders by the same.
 */
export function holdOrder(holds: readonly Pick<Hold, 'id' | 'centroid_x' | 'centroid_y'>[], pictureHeight: number): number[] {
  const band = (y: number): number => Math.floor((y / pictureHeight) * BANDS)
  const placed = holds.map(({ id, centroid_x, centroid_y }) => {
    const isForwards = Math.abs(band(centroid_y)) % 2 === 0
    return { id, band: band(centroid_y), along: isForwards ? centroid_x : -centroid_x }
  })
  return placed.sort((a, b) => a.band - b.band || a.along - b.along || a.id - b.id).map(hold => hold.id)
}
