import { describe, expect, it } from 'vitest'
import { axisLabels, axisOf } from './gridAxis'

describe('the labels of a side of the grid', () => {
  it('[GYM-9] begin with a letter or a number, and rise or fall', () => {
    expect(axisLabels({ first: '1', count: 3, falls: false })).toEqual(['1', '2', '3'])
    expect(axisLabels({ first: 'y', count: 4, falls: false })).toEqual(['Y', 'Z', 'AA', 'AB'])
    expect(axisLabels({ first: 'C', count: 3, falls: true })).toEqual(['C', 'B', 'A'])
    expect(axisLabels({ first: '2', count: 5, falls: true })).toEqual(['2', '1'])
    expect(axisLabels({ first: '?', count: 5, falls: false })).toEqual([])
  })

  it('[GYM-9] are read back as they were given', () => {
    for (const axis of [{ first: '1', count: 18, falls: false }, { first: 'Z', count: 26, falls: true }, { first: 'AA', count: 2, falls: false }])
      expect(axisOf(axisLabels(axis))).toEqual(axis)
    expect(axisOf(['A', 'B', 'D'])).toEqual({ first: 'A', count: 3, falls: false })
  })
})
