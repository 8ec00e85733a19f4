interface Size {
  width: number
  height: number
}

/** The size of the tools in pixels: a column beside the photo, or a row below it. */
const COLUMN = 52
const ROW = 48

/** Most photos have about this shape, and so has the picture that is seen until the photo is known: it does not move. */
const LIKELY: Size = { width: 3, height: 4 }

/** True if the photo is larger with the tools beside it than with them below it. */
export function isBeside({ width, height }: Size, picture: Size | null): boolean {
  if (width === 0) return false
  const shape = picture ?? LIKELY
  const scale = (w: number, h: number): number => Math.min(w / shape.width, h / shape.height)
  return scale(width - COLUMN, height) > scale(width, height - ROW)
}
