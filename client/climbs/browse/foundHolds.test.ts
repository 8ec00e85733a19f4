import { describe, expect, it } from 'vitest'
import { foundHolds } from './foundHolds'

const holds = ['D10', 'D9b', 'D9a', 'D1', '12', '120'].map((label, id) => ({ id, label }))
const found = (asked: string) => foundHolds(holds, asked).map(({ label }) => label)

describe('the holds that a search finds', () => {
  it('[LABEL-7] finds a hold by its label, and all of a cell by the cell', () => {
    expect(found('d10')).toEqual(['D10'])
    expect(found(' D9 ')).toEqual(['D9a', 'D9b'])
    expect(found('d9B')).toEqual(['D9b'])
    expect(found('12')).toEqual(['12'])
    expect(found('')).toEqual([])
    expect(found('D')).toEqual([])
  })
})
