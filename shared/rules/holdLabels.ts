import type { WallGrid } from '../model/grid'
import type { Hold } from '../model/hold'
import { gridCell, type Cell } from './gridCell'
import { holdOrder } from './holdOrder'

/** A hold with the label that it has; '' for a new one. */
export type Labelled = Pick<Hold, 'id' | 'centroid_x' | 'centroid_y' | 'label'>
interface Wall {
  holds: readonly Labelled[]
  grid: WallGrid | null
  pictureHeight: number
}

const NUMBER = /^[1-9][0-9]*$/
const LETTERS = /^[A-Z]+$/
const DIGITS = /^[0-9]+$/

/** Letter then number, whichever side of the wall has the letters; a hyphen where one could not tell where the second begins. */
function cellLabel({ columns, rows }: WallGrid, { column, row }: Cell): string {
  const [across = '', down = ''] = [columns[column], rows[row]]
  const [first, second] = LETTERS.test(across) && DIGITS.test(down) ? [across, down] : [down, across]
  return LETTERS.test(first) && DIGITS.test(second) ? first + second : `${first}-${second}`
}

/** a to z, then aa, ab … */
function letters(place: number): string {
  const last = String.fromCharCode(97 + (place % 26))
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last
}

const leftFirst = (a: Labelled, b: Labelled): number => a.centroid_x - b.centroid_x || a.centroid_y - b.centroid_y || a.id - b.id

function onGrid(holds: readonly Labelled[], grid: WallGrid): Map<number, string> {
  const cellOf = gridCell(grid)
  const cells = new Map<string, Labelled[]>()
  for (const hold of holds) {
    const cell = cellOf([hold.centroid_x, hold.centroid_y])
    if (!cell) continue
    const label = cellLabel(grid, cell)
    cells.set(label, [...cells.get(label) ?? [], hold])
  }
  const labels = new Map<number, string>()
  for (const [label, inside] of cells) {
    inside.sort(leftFirst).forEach((hold, place) => labels.set(hold.id, inside.length === 1 ? label : label + letters(place)))
  }
  return labels
}

/**
 * [LABEL-1] What people call the holds of a face: the cell of its grid, and a plain number where there is none. A number is
 * kept for good; a new hold takes the next.
 */
export function holdLabels({ holds, grid, pictureHeight }: Wall): Map<number, string> {
  const labels = grid ? onGrid(holds, grid) : new Map<number, string>()
  const others = holds.filter(({ id }) => !labels.has(id))
  const numbers = holds.flatMap(({ label }) => (NUMBER.test(label) ? Number(label) : []))
  let next = Math.max(0, ...numbers) + 1
  const labelOf = new Map(others.map(({ id, label }) => [id, label]))
  const taken = new Set<string>()
  for (const id of holdOrder(others, pictureHeight)) {
    const had = labelOf.get(id) ?? ''
    const label = NUMBER.test(had) && !taken.has(had) ? had : String(next++)
    taken.add(label)
    labels.set(id, label)
  }
  return labels
}
