import { describe, expect, it } from 'vitest'
import { VOTED_PARTS, VOTED_VALUES } from '../../shared/model/annotationParts'
import { partDrawings } from './partIcons'

describe('the icons of grip types, conditions and difficulties', () => {
  it.each(VOTED_PARTS)('[UI-4] has a drawing of its own for every value of %s', part => {
    const drawings = partDrawings[part]
    expect(Object.keys(drawings)).toEqual([...VOTED_VALUES[part]])
    expect(new Set(Object.values(drawings).map(drawing => JSON.stringify(drawing))).size).toBe(VOTED_VALUES[part].length)
  })
})
