import { expect, test } from 'vitest'
import { fieldOf, momentOf } from './localTimes'

test('[NOTICE-2] a moment stands in the field as local time, and comes back the same', () => {
  for (const instant of ['2026-01-15T14:30:00.000Z', '2026-07-15T23:59:00.000Z']) expect(momentOf(fieldOf(instant))).toBe(instant)
  expect(fieldOf('2026-07-15T23:59:00.000Z')).toMatch(/^2026-07-1\dT\d\d:\d\d$/)
})

test('[NOTICE-2] an empty field is no moment', () => {
  expect([fieldOf(null), momentOf('')]).toEqual(['', null])
})
