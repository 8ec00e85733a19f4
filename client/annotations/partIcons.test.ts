import { describe, expect, it } from 'vitest'
import { partValues, VOTED_PARTS } from '../../shared/model/annotation'
import { partDrawings } from './partIcons'

describe('partDrawings', () => {
  it.each(VOTED_PARTS)('[UI-4] has a drawing of its own for every value of %s', part => {
    const drawings = partDrawings[part]
    expect(Object.keys(drawings)).toEqual([...partValues[part].options])
    expect(new Set(Object.values(drawings).map(drawing => JSON.stringify(drawing))).size).toBe(partValues[part].options.length)
  })
})
