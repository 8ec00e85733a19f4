import { expect, test } from 'vitest'
import { FOREVER, instant, instantAfter, instantOf, msOf, NEVER, parseInstant } from './instant'

test('a moment is read with its microseconds and written in UTC at a fixed width', () => {
  expect(instant('2023-03-24 20:25:47,030423+01:00')).toBe('2023-03-24T19:25:47.030423Z')
  expect(instant('2023-03-24')).toBe('2023-03-24T00:00:00.000000Z')
})

test.each(['', 'yesterday', '2023-13-01', '1679685947030'])('the text “%s” is no moment', (text) => {
  expect(parseInstant(text)).toBeNull()
  expect(() => instant(text)).toThrow('not a moment')
})

test('milliseconds become a moment and come back', () => {
  expect(msOf(instantOf(1_679_685_947_030))).toBe(1_679_685_947_030)
})

test('never is before and for ever after every moment', () => {
  expect([FOREVER, instantOf(0), NEVER].sort()).toEqual([NEVER, instantOf(0), FOREVER])
})

test('a moment after another is later even where the clock stands still', () => {
  const last = instant('2025-01-01T00:00:00.999999Z')
  expect(instantAfter(last, last)).toBe('2025-01-01T00:00:01.000000Z')
  expect(instantAfter(null, last)).toBe(last)
})
