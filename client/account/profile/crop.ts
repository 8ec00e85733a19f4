/** The place of a picture under the square that is cut out: view = picture * scale + (x, y). */
export interface Crop {
  scale: number
  x: number
  y: number
}

export interface Picture {
  width: number
  height: number
}

/** The square's side in the units of `x` and `y`; the screen may show it smaller. */
export const SIDE = 320
const MOST = 4

/** The largest square from the middle of the picture. */
export function whole(picture: Picture): Crop {
  const scale = leastScale(picture)
  return kept({ scale, x: (SIDE - picture.width * scale) / 2, y: (SIDE - picture.height * scale) / 2 }, picture)
}

export const movedBy = (crop: Crop, dx: number, dy: number, picture: Picture): Crop =>
  kept({ ...crop, x: crop.x + dx, y: crop.y + dy }, picture)

/** The zoom, from 1 to 4. */
export const zoomOf = (crop: Crop, picture: Picture): number => crop.scale / leastScale(picture)

/** The point `at`, the middle unless told, stays where it is. */
export function zoomedTo(crop: Crop, zoom: number, picture: Picture, at = { x: SIDE / 2, y: SIDE / 2 }): Crop {
  const scale = leastScale(picture) * Math.min(Math.max(zoom, 1), MOST)
  const ratio = scale / crop.scale
  return kept({ scale, x: at.x - (at.x - crop.x) * ratio, y: at.y - (at.y - crop.y) * ratio }, picture)
}

/** The square that is cut out, in pixels of the picture. */
export const sourceOf = (crop: Crop): { x: number; y: number; side: number } =>
  ({ x: (0 - crop.x) / crop.scale, y: (0 - crop.y) / crop.scale, side: SIDE / crop.scale })

const leastScale = ({ width, height }: Picture): number => SIDE / Math.min(width, height)

/** The picture always fills the square. */
function kept({ scale, x, y }: Crop, { width, height }: Picture): Crop {
  const within = (value: number, length: number): number => Math.min(0, Math.max(SIDE - length * scale, value))
  return { scale, x: within(x, width), y: within(y, height) }
}
