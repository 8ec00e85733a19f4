import { expect, test } from 'vitest'
import { tokenBucket } from './tokenBucket'

test('a burst passes, then as much as the rate allows', () => {
  let now = 0
  const { take } = tokenBucket({ perSecond: 10, burst: 3 }, () => now)
  expect([take(), take(), take(), take()]).toEqual([true, true, true, false])
  now += 100
  expect([take(), take()]).toEqual([true, false])
  now += 10_000
  expect([take(), take(), take(), take()]).toEqual([true, true, true, false])
})

test('what costs more than is left takes nothing, and the wait for it is told', () => {
  let now = 0
  const { take, waitFor } = tokenBucket({ perSecond: 10, burst: 100 }, () => now)
  expect(take(70)).toBe(true)
  expect(take(40)).toBe(false)
  expect(take(30)).toBe(true)
  expect(waitFor(25)).toBe(3)
  now += 2500
  expect(take(25)).toBe(true)
  expect(waitFor(101)).toBe(Infinity)
})

test('a cost that is known only afterwards is charged, and refills before anything else is taken', () => {
  let now = 0
  const { take, charge, waitFor } = tokenBucket({ perSecond: 10, burst: 20 }, () => now)
  charge(50)
  expect([take(), waitFor()]).toEqual([false, 4])
  now += 3200
  expect([take(), take(), take()]).toEqual([true, true, false])
})
