interface Size {
  width: number
  height: number
}

/** What the tools take, in pixels: a column beside the photo, or a row below it. */
const COLUMN = 52
const ROW = 48

/** Whether the photo is larger with the tools beside it than with them below it. */
export function isBeside({ width, height }: Size, picture: Size | null): boolean {
  if (!picture || width === 0) return false
  const scale = (w: number, h: number): number => Math.min(w / picture.width, h / picture.height)
  return scale(width - COLUMN, height) > scale(width, height - ROW)
}
