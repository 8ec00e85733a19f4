import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { FRESH_MS, useFreshList } from './useFreshList'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('[LIST-9] a shared list is asked for again while one looks at it, and mine is not', () => {
  const load = vi.fn()
  let isTheirs = true
  const scope = effectScope()
  scope.run(() => useFreshList(() => isTheirs, load))
  vi.advanceTimersByTime(2 * FRESH_MS)
  expect(load).toHaveBeenCalledTimes(2)
  isTheirs = false
  vi.advanceTimersByTime(FRESH_MS)
  expect(load).toHaveBeenCalledTimes(2)
  scope.stop()
  isTheirs = true
  vi.advanceTimersByTime(FRESH_MS)
  expect(load).toHaveBeenCalledTimes(2)
})
