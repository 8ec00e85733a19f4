import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WallGrid, type Corner } from '../model/grid'
import { gridCell } from './gridCell'

const names = (count: number, first: number) => Array.from({ length: count }, (_, i) => String(first + i))

const move = fc.record({ x: fc.integer({ min: -150, max: 150 }), y: fc.integer({ min: -150, max: 150 }) })

/** A rectangle that a camera looks at from the side: each corner is moved a little, the four stay convex. */
const grids = fc.record({
  columns: fc.integer({ min: 1, max: 30 }), rows: fc.integer({ min: 1, max: 30 }),
  moves: fc.tuple(move, move, move, move),
}).map(({ columns, rows, moves: [a, b, c, d] }) => ({
  corners: [[200 + a.x, 200 + a.y], [2000 + b.x, 200 + b.y], [2000 + c.x, 2600 + c.y], [200 + d.x, 2600 + d.y]] as WallGrid['corners'],
  columns: names(columns, 1), rows: names(rows, 1),
}))

/** The image of a point of the unit square: solved from the four corners by elimination, which the rule does otherwise. */
function project({ corners }: Pick<WallGrid, 'corners'>, u: number, v: number): Corner {
  const unit = [[0, 0], [1, 0], [1, 1], [0, 1]] as const
  const rows = corners.flatMap(([x, y], i) => {
    const [p, q] = unit[i] ?? [0, 0]
    return [[p, q, 1, 0, 0, 0, -p * x, -q * x, x], [0, 0, 0, p, q, 1, -p * y, -q * y, y]]
  })
  for (let at = 0; at < 8; at++) {
    const best = rows.slice(at).reduce((most, row) => (Math.abs(row[at] ?? 0) > Math.abs(most[at] ?? 0) ? row : most))
    rows.splice(rows.indexOf(best), 1)
    rows.splice(at, 0, best)
    for (const row of rows) {
      if (row === best) continue
      const factor = (row[at] ?? 0) / (best[at] ?? 1)
      row.forEach((value, i) => (row[i] = value - factor * (best[i] ?? 0)))
    }
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = rows.map((row, i) => (row[8] ?? 0) / (row[i] ?? 1))
  const w = g * u + h * v + 1
  return [(a * u + b * v + c) / w, (d * u + e * v + f) / w]
}

describe('the cell of a grid in which a point lies', () => {
  it('[LABEL-2] finds the cell through the photo’s perspective', () => {
    const inside = fc.double({ min: 0.02, max: 0.98, noNaN: true })
    fc.assert(fc.property(grids, fc.nat(), fc.nat(), inside, inside, (grid, n, m, across, down) => {
      const [column, row] = [n % grid.columns.length, m % grid.rows.length]
      const point = project(grid, (column + across) / grid.columns.length, (row + down) / grid.rows.length)
      expect(gridCell(grid)(point)).toEqual({ column, row })
    }))
  })

  it('[LABEL-2] takes the nearest cell within one cell beyond the edge, and none farther out', () => {
    const beyondEdge = fc.double({ min: 0.02, max: 0.95, noNaN: true })
    const alongEdge = fc.double({ min: 0.05, max: 0.95, noNaN: true })
    fc.assert(fc.property(grids, beyondEdge, alongEdge, (grid, beyond, along) => {
      const { columns, rows } = grid
      const row = Math.min(rows.length - 1, Math.floor(along * rows.length))
      const right = project(grid, 1 + beyond / columns.length, (row + 0.5) / rows.length)
      expect(gridCell(grid)(right)).toEqual({ column: columns.length - 1, row })
      expect(gridCell(grid)(project(grid, -beyond / columns.length, (row + 0.5) / rows.length))).toEqual({ column: 0, row })
      expect(gridCell(grid)(project(grid, -(1.02 + beyond) / columns.length, (row + 0.5) / rows.length))).toBeNull()
    }))
  })

  it('names nothing beyond the horizon of a wall that leans away', () => {
    const grid = WallGrid.parse({ corners: [[400, 0], [600, 0], [1000, 1000], [0, 1000]], columns: ['1'], rows: ['A'] })
    expect(gridCell(grid)([500, 500])).toEqual({ column: 0, row: 0 })
    expect(gridCell(grid)([500, -400])).toBeNull()
  })
})

describe('a grid', () => {
  const good = { corners: [[0, 0], [100, 0], [100, 100], [0, 100]], columns: ['1', '2'], rows: ['A'] }

  it('[LABEL-2] has four corners from the top left clockwise, and labels that stand once', () => {
    expect(WallGrid.safeParse(good).success).toBe(true)
    for (const wrong of [
      { corners: [[0, 0], [0, 100], [100, 100], [100, 0]] },
      { corners: [[0, 0], [100, 0], [0, 100], [100, 100]] },
      { corners: [[0, 0], [50, 0], [100, 0], [0, 100]] },
      { corners: [[0, 0], [100, 0], [100, 100]] }, { columns: ['1', '1'] }, { columns: [] }, { rows: ['a'] }, { rows: ['A B'] }, { rows: [''] },
    ]) expect(WallGrid.safeParse({ ...good, ...wrong }).success, JSON.stringify(wrong)).toBe(false)
  })
})
