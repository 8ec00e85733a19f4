import type { Corner, WallGrid } from '../../../shared/model/grid'

/** The projection that takes the unit square to the four corners, as the photo shows the wall. */
function pointOn([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: WallGrid['corners']): (u: number, v: number) => Corner {
  const [sumX, sumY] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3]
  const [dx1, dx2, dy1, dy2] = [x1 - x2, x3 - x2, y1 - y2, y3 - y2]
  const under = dx1 * dy2 - dx2 * dy1
  const [g, h] = [(sumX * dy2 - dx2 * sumY) / under, (dx1 * sumY - sumX * dy1) / under]
  return (u, v) => {
    const w = g * u + h * v + 1
    return [
      ((x1 - x0 + g * x1) * u + (x3 - x0 + h * x3) * v + x0) / w,
      ((y1 - y0 + g * y1) * u + (y3 - y0 + h * y3) * v + y0) / w,
    ]
  }
}

/** The lines between the cells, in pixels of the photo, as the path of an SVG. */
export function gridLines({ corners, columns, rows }: WallGrid): string {
  const at = pointOn(corners)
  const line = (from: Corner, to: Corner) => `M${from.map(Math.round).join(',')}L${to.map(Math.round).join(',')}`
  const across = Array.from({ length: columns.length + 1 }, (_, i) => line(at(i / columns.length, 0), at(i / columns.length, 1)))
  const down = Array.from({ length: rows.length + 1 }, (_, i) => line(at(0, i / rows.length), at(1, i / rows.length)))
  return [...across, ...down].join('')
}
