import { expect, test } from 'vitest'
import { tokenBucket } from './tokenBucket'

test('a burst passes, then as many as the rate allows', () => {
  let now = 0
  const take = tokenBucket(10, 3, () => now)
  expect([take(), take(), take(), take()]).toEqual([true, true, true, false])
  now += 100
  expect([take(), take()]).toEqual([true, false])
  now += 10_000
  expect([take(), take(), take(), take()]).toEqual([true, true, true, false])
})
