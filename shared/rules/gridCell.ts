import type { Corner, WallGrid } from '../model/grid'

export interface Cell {
  column: number
  row: number
}

/** The grid still names a hold so far beyond its edge, in cells. */
const BEYOND = 1

interface Place {
  /** 0 at the left edge of the grid, 1 at the right one. */
  u: number
  v: number
}

/**
 * The place on the wall of a point of the photo, which shows it in perspective: the projection that takes the
 * unit square to the four corners, inverted.
 * @returns null for a point beyond the horizon
 */
function placeOn([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: WallGrid['corners']): (point: Corner) => Place | null {
  const [sumX, sumY] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3]
  const [dx1, dx2, dy1, dy2] = [x1 - x2, x3 - x2, y1 - y2, y3 - y2]
  const under = dx1 * dy2 - dx2 * dy1
  const [g, h] = [(sumX * dy2 - dx2 * sumY) / under, (dx1 * sumY - sumX * dy1) / under]
  const [a, b, c] = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0]
  const [d, e, f] = [y1 - y0 + g * y1, y3 - y0 + h * y3, y0]
  return ([x, y]) => {
    const u = (e - f * h) * x + (c * h - b) * y + (b * f - c * e)
    const v = (f * g - d) * x + (a - c * g) * y + (c * d - a * f)
    const w = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d)
    return w / (a * e - b * d) > 1e-9 ? { u: u / w, v: v / w } : null
  }
}

function cellAlong(part: number, cells: number): number | null {
  const at = part * cells
  if (!(at >= -BEYOND && at <= cells + BEYOND)) return null
  return Math.min(cells - 1, Math.max(0, Math.floor(at)))
}

/** The cell in which a point of the photo lies, or the nearest one within a cell beyond the edge; else null. */
export function gridCell({ corners, columns, rows }: WallGrid): (point: Corner) => Cell | null {
  const place = placeOn(corners)
  return (point) => {
    const at = place(point)
    if (!at) return null
    const [column, row] = [cellAlong(at.u, columns.length), cellAlong(at.v, rows.length)]
    return column === null || row === null ? null : { column, row }
  }
}
