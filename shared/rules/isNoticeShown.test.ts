import { expect, test } from 'vitest'
import { instantOf, type Instant } from '../model/instant'
import { isNoticeShown } from './isNoticeShown'

const [before, first, last] = [instantOf(1_000), instantOf(2_000), instantOf(3_000)]

test('[NOTICE-2] a notice is shown from its first moment until just before its last', () => {
  const shown = (now: Instant) => isNoticeShown({ from: first, until: last }, now)
  expect([before, first, last].map(shown)).toEqual([false, true, false])
})

test('[NOTICE-2] a notice without an end is shown until it is withdrawn, one without a beginning at once', () => {
  expect(isNoticeShown({ from: null, until: null }, last)).toBe(true)
  expect(isNoticeShown({ from: null, until: last }, before)).toBe(true)
})
