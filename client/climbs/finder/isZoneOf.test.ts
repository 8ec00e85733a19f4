import { expect, it } from 'vitest'
import { isZoneOf } from './isZoneOf'

it('[ZONE-2] many holds are a zone unless the climb has to use all of them', () => {
  const many = [1, 2, 3, 4, 5, 6, 7].map(id => ({ id, role: null }))
  expect((['only', 'any', 'all'] as const).map(holds_mode => isZoneOf({ holds: many, holds_mode }))).toEqual([true, true, false])
  expect(isZoneOf({ holds: many.slice(1), holds_mode: 'only' })).toBe(false)
})
