import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FeedHead } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { type FeedName, GLOBAL_FEED, userFeed } from '../../shared/feedName'
import { createBeacon, type Beacon } from './beacon'

const headOf = (feed: FeedName): FeedHead => ({ feed, epoch: 'e', rev: 1, cursor: 'e.1', n: 1, sum: 1 })
const EVERY_MS = limits.feedHeadMs
const names = (count: number) => Array.from({ length: count }, (_, n) => userFeed(String(n)))

let beacon: Beacon
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(async () => {
  await beacon.close()
  vi.useRealTimers()
})

test('[LIMIT-42] five thousand feeds that came at once are told a few at a time, each about every twenty seconds', async () => {
  const asked: number[] = []
  const told = new Map<string, number>()
  beacon = createBeacon({
    headsOf: async (feeds) => {
      asked.push(feeds.length)
      return feeds.map(name => headOf(name))
    },
    tell: ({ feed }) => void told.set(feed, (told.get(feed) ?? 0) + 1),
    report: vi.fn(),
    everyMs: EVERY_MS,
  })
  for (const feed of names(5000)) beacon.add(feed)
  await vi.advanceTimersByTimeAsync(EVERY_MS - 1)
  expect(told.size).toBe(0)
  await vi.advanceTimersByTimeAsync(EVERY_MS)
  expect(told.size).toBe(5000)
  expect(Math.max(...asked)).toBeLessThanOrEqual(100)
  await vi.advanceTimersByTimeAsync(3 * EVERY_MS)
  for (const times of told.values()) expect([3, 4]).toContain(times)
})

test('[LIMIT-42] while the database does not answer nothing piles up, and what is left is told no more', async () => {
  let answer = () => {}
  const headsOf = vi.fn(
    (feeds: readonly FeedName[]) =>
      new Promise<FeedHead[]>(resolve => {
        answer = () => resolve(feeds.map(name => headOf(name)))
      }),
  )
  const told: string[] = []
  beacon = createBeacon({ headsOf, tell: ({ feed }) => void told.push(feed), report: vi.fn(), everyMs: EVERY_MS })
  for (const feed of names(3)) beacon.add(feed)
  await vi.advanceTimersByTimeAsync(4 * EVERY_MS)
  expect(headsOf).toHaveBeenCalledOnce()
  beacon.remove(userFeed('1'))
  answer()
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toEqual([userFeed('0'), userFeed('2')])
})

test('[LIMIT-42] a failure is reported, and the next time is tried again', async () => {
  const headsOf = vi
    .fn(async (feeds: readonly FeedName[]) => feeds.map(name => headOf(name)))
    .mockRejectedValueOnce(new Error('away'))
  const report = vi.fn()
  const told: string[] = []
  beacon = createBeacon({ headsOf, tell: ({ feed }) => void told.push(feed), report, everyMs: EVERY_MS })
  beacon.add(GLOBAL_FEED)
  await vi.advanceTimersByTimeAsync(2.1 * EVERY_MS)
  expect([report.mock.calls.length, told]).toEqual([1, [GLOBAL_FEED]])
})
