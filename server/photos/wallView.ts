import type { Box } from '../../shared/rules/polygon'

/** A part of a wall in a picture: `scale` is picture pixels for a photo pixel, the rest is in picture pixels. */
export interface WallView {
  scale: number
  left: number
  top: number
  width: number
  height: number
}
interface Size {
  width: number
  height: number
}

/** At least so much of a wall is shown, or nobody would know where on it the climb is. */
const LEAST_SHARE = 0.5
const MARGIN = 0.06

/** A stretch of this length around the middle of another, within the whole. */
function stretch(from: number, to: number, { length, whole }: { length: number; whole: number }): [number, number] {
  const start = Math.max(0, Math.min(whole - length, (from + to - length) / 2))
  return [start, length]
}

/** The part of the wall with the whole climb in it, as large as the place for it allows. */
export function wallView(wall: Size, climb: Box | null, place: Size): WallView {
  const box = climb ?? { left: 0, top: 0, right: wall.width, bottom: wall.height }
  const margin = MARGIN * Math.max(wall.width, wall.height)
  const [wide, high] = [box.right - box.left + 2 * margin, box.bottom - box.top + 2 * margin]
  const height = Math.min(wall.height, Math.max(high, wall.height * LEAST_SHARE))
  const width = Math.min(wall.width, Math.max(wide, wall.width * LEAST_SHARE, height * 0.75))
  const [left] = stretch(box.left, box.right, { length: width, whole: wall.width })
  // A low part is widened upwards and downwards until it fills the place.
  const filled = Math.min(wall.height, Math.max(height, (width * place.height) / place.width))
  const [top] = stretch(box.top, box.bottom, { length: filled, whole: wall.height })
  const scale = Math.min(place.width / width, place.height / filled)
  const inside = (at: number, whole: number, most: number) =>
    Math.max(0, Math.min(Math.round(at * scale), Math.round(whole * scale) - most))
  const size = { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(filled * scale)) }
  return { scale, left: inside(left, wall.width, size.width), top: inside(top, wall.height, size.height), ...size }
}
