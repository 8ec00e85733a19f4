import { expect, it } from 'vitest'
import { unusedHolds } from './climbHolds'

it('[FINGER-12] tells the holds that no climb uses', () => {
  const wall = [1, 2, 3, 4].map(id => ({ id }))
  expect([...unusedHolds(wall, [{ holds_list: 'S1 T3' }, { holds_list: 'S3 F4 T1' }])]).toEqual([2])
  expect(unusedHolds(wall, []).size).toBe(4)
})
