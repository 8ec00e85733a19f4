import type { Hold } from '../../../shared/model/hold'

const BANDS = 24

/** The holds as one reads a page: band by band from the top, each from the left. */
export function holdOrder(holds: readonly Hold[], pictureHeight: number): number[] {
  const band = (hold: Hold): number => Math.floor((hold.centroid_y / pictureHeight) * BANDS)
  return [...holds].sort((a, b) => band(a) - band(b) || a.centroid_x - b.centroid_x || a.id - b.id).map(hold => hold.id)
}
