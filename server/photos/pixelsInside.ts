import type { Point } from '../../shared/rules/polygon'
import type { Pixel } from './medianColour'

/** A decoded photo: three bytes for each pixel, line by line. */
export interface Raster {
  width: number
  height: number
  bytes: Uint8Array
}

/** The places where the outline crosses a line, from left to right. */
function crossings(outline: readonly Point[], y: number): number[] {
  return outline.flatMap((a, i) => {
    const b = outline[(i + 1) % outline.length] ?? a
    return (a.y <= y) === (b.y <= y) ? [] : [a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)]
  }).sort((a, b) => a - b)
}

/** The runs of pixels whose middle lies inside the outline, which may reach beyond the photo: from one number to another. */
export function runsInside({ width, height }: Omit<Raster, 'bytes'>, outline: readonly Point[]): [number, number][] {
  const runs: [number, number][] = []
  const ys = outline.map(({ y }) => y)
  const [from, to] = [Math.max(0, Math.floor(Math.min(...ys))), Math.min(height - 1, Math.ceil(Math.max(...ys)))]
  for (let y = from; y <= to; y++) {
    const xs = crossings(outline, y + 0.5)
    for (let pair = 0; pair + 1 < xs.length; pair += 2) {
      const first = Math.max(0, Math.ceil((xs[pair] ?? 0) - 0.5))
      const last = Math.min(width - 1, Math.ceil((xs[pair + 1] ?? 0) - 0.5) - 1)
      if (first <= last) runs.push([y * width + first, y * width + last])
    }
  }
  return runs
}

export function pixelsInside(raster: Raster, outline: readonly Point[]): Pixel[] {
  const { bytes } = raster
  return runsInside(raster, outline).flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, nth): Pixel => {
    const at = (first + nth) * 3
    return [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0]
  }))
}
