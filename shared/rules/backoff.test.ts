import { expect, test } from 'vitest'
import { backoffMs, spread } from './backoff'

test('the wait doubles with each failure, up to the longest', () => {
  const waits = [0, 1, 2, 3, 100].map(failures => backoffMs(failures, { firstMs: 500, longestMs: 3000 }))
  expect(waits).toEqual([500, 1000, 2000, 3000, 3000])
})

test('chance shortens a wait to half of it at most', () => {
  expect(spread(1000, () => 0)).toBe(500)
  expect(spread(1000, () => 0.5)).toBe(750)
})
