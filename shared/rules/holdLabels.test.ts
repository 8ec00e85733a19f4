import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WallGrid } from '../model/grid'
import { holdLabels, type Labelled } from './holdLabels'
import { holdOrder } from './holdOrder'

const letters = (count: number) => Array.from({ length: count }, (_, i) => String.fromCharCode(65 + i))
const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i + 1))
const grid: WallGrid = { corners: [[100, 100], [1900, 100], [1900, 2700], [100, 2700]], columns: numbers(18), rows: letters(26) }
const at = (id: number, centroid_x: number, centroid_y: number, label = ''): Labelled => ({ id, centroid_x, centroid_y, label })
const named = (holds: readonly Labelled[], of: WallGrid | null = grid) => holdLabels({ holds, grid: of, pictureHeight: 3000 })
const relabelled = (holds: readonly Labelled[], of: WallGrid | null) => {
  const labels = named(holds, of)
  return holds.map(hold => ({ ...hold, label: labels.get(hold.id) ?? '' }))
}

const walls = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 5000 }), centroid_x: fc.integer({ min: -200, max: 2200 }), centroid_y: fc.integer({ min: -200, max: 3200 }), label: fc.constant('') }), { selector: ({ id }) => id, maxLength: 60 })
const someGrid = fc.option(fc.constantFrom<WallGrid[]>(grid, { ...grid, columns: letters(4), rows: numbers(3) }, { ...grid, columns: numbers(3), rows: numbers(3) }, { ...grid, columns: ['1', '1B', 'B'], rows: ['A', 'A1', '1'] }), { nil: null })

describe('the labels of holds', () => {
  it('[LABEL-1] says letter then number of the cell', () => {
    expect(named([at(1, 950, 450)])).toEqual(new Map([[1, 'D9']]))
    expect(named([at(1, 950, 450)], { ...grid, columns: letters(18), rows: numbers(26) })).toEqual(new Map([[1, 'I4']]))
    expect(named([at(1, 950, 450)], { ...grid, rows: numbers(26) })).toEqual(new Map([[1, '4-9']]))
  })

  it('[LABEL-1] tells those of one cell apart by a letter, from left to right, then downwards', () => {
    expect(named([at(1, 980, 420), at(2, 930, 480), at(3, 930, 410), at(4, 1050, 450)])).toEqual(new Map([[3, 'D9a'], [2, 'D9b'], [1, 'D9c'], [4, 'D10']]))
    const crowd = Array.from({ length: 30 }, (_, i) => at(i + 1, 901 + i, 450))
    expect([...named(crowd).values()].slice(24)).toEqual(['D9y', 'D9z', 'D9aa', 'D9ab', 'D9ac', 'D9ad'])
  })

  it('[LABEL-3] numbers the holds of a wall without a grid as one walks along it', () => {
    const holds = [at(1, 900, 2140), at(2, 800, 110), at(3, 100, 120), at(4, 50, 2150), at(5, 60, 2500)]
    expect([...named(holds, null)]).toEqual([[3, '1'], [2, '2'], [1, '3'], [4, '4'], [5, '5']])
  })

  it('[LABEL-3] numbers what lies farther out than one cell', () => {
    expect(named([at(1, 50, 450), at(2, 950, 450), at(3, 950, 2990), at(4, 950, 2750)])).toEqual(new Map([[2, 'D9'], [4, 'Z9'], [1, 'D1'], [3, '1']]))
  })

  it('[LABEL-1] gives each hold one label, which no other of the face has', () => {
    fc.assert(fc.property(walls, someGrid, (holds, of) => {
      const labels = named(holds, of)
      expect([...labels.keys()].sort()).toEqual(holds.map(({ id }) => id).sort())
      expect(new Set(labels.values()).size).toBe(holds.length)
      for (const label of labels.values()) expect(label).toMatch(/^[A-Z0-9]+(-[A-Z0-9]+)?[a-z]*$/)
    }))
  })

  it('[LABEL-3] keeps a number for good: a new hold takes the next', () => {
    fc.assert(fc.property(walls, walls, (before, fresh) => {
      const old = relabelled(before, null)
      const added = fresh.filter(({ id }) => !old.some(hold => hold.id === id))
      const labels = named([...added, ...old], null)
      for (const { id, label } of old) expect(labels.get(id)).toBe(label)
      const taken = holdOrder(added, 3000).map(id => Number(labels.get(id)))
      expect(taken).toEqual(added.map((_, i) => old.length + 1 + i))
    }))
  })

  it('[LABEL-4] says the same again, in whatever order the holds come', () => {
    fc.assert(fc.property(walls, someGrid, someGrid, (holds, first, second) => {
      const once = relabelled(relabelled(holds, first), second)
      expect(relabelled(once, second)).toEqual(once)
      expect(new Map([...named([...once].reverse(), second)].sort())).toEqual(new Map([...named(once, second)].sort()))
    }))
  })
})
