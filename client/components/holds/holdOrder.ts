import type { Hold } from '../../../shared/model/hold'

const BANDS = 24

/** The holds as one walks along the wall: band by band from the top, every other one from the right, so that the next is always near. */
export function holdOrder(holds: readonly Hold[], pictureHeight: number): number[] {
  const band = (hold: Hold): number => Math.floor((hold.centroid_y / pictureHeight) * BANDS)
  const along = (a: Hold, b: Hold): number => (band(a) % 2 === 0 ? a.centroid_x - b.centroid_x : b.centroid_x - a.centroid_x)
  return [...holds].sort((a, b) => band(a) - band(b) || along(a, b) || a.id - b.id).map(hold => hold.id)
}
