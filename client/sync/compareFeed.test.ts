import { expect, test } from 'vitest'
import type { FeedHead } from '../../shared/contract/feeds'
import { faceFeed } from '../../shared/feedName'
import { compareFeed } from './compareFeed'

type Standing = Omit<FeedHead, 'feed' | 'cursor'> | null
const at = (rev: number, n: number, sum: number, epoch = 'e'): FeedHead => ({
  feed: faceFeed('a'),
  epoch,
  rev,
  cursor: `${epoch}.${rev}`,
  n,
  sum,
})

/** A feed that stands there, and elsewhere once it has caught up. */
function feedAt(standing: Standing, afterwards: Standing = standing) {
  let now = standing
  let reached = 0
  return {
    get standing() { return now },
    settled: () => Promise.resolve(),
    reach: () => {
      reached++
      now = afterwards
      return Promise.resolve()
    },
    reached: () => reached,
  }
}
const answers = (...heads: FeedHead[]) => () => Promise.resolve(heads.length > 1 ? heads.shift() as FeedHead : heads[0] as FeedHead)

test('[SYNC-16] what has the same count and checksum at the same rev is the same', async () => {
  expect(await compareFeed(feedAt(at(7, 3, 12)), answers(at(7, 3, 12)))).toEqual({ is: 'same', rows: 3 })
})

test.each([
  ['count', at(7, 2, 12)],
  ['checksum', at(7, 3, 11)],
])('[SYNC-16] another %s at the same rev is a difference', async (_what, own) => {
  expect(await compareFeed(feedAt(own), answers(at(7, 3, 12)))).toEqual({ is: 'different', rows: own.n, serverRows: 3 })
})

test('[SYNC-16] who is behind, or in another epoch, catches up first', async () => {
  for (const before of [at(5, 2, 6), at(7, 3, 12, 'old'), null]) {
    const feed = feedAt(before, at(7, 3, 12))
    expect(await compareFeed(feed, answers(at(7, 3, 12)))).toEqual({ is: 'same', rows: 3 })
    expect(feed.reached()).toBe(1)
  }
})

test('[SYNC-16] who is ahead asks again, and nothing is said while all moves', async () => {
  const feed = feedAt(at(8, 3, 13))
  expect(await compareFeed(feed, answers(at(7, 3, 12), at(8, 3, 13)))).toEqual({ is: 'same', rows: 3 })
  expect(await compareFeed(feed, answers(at(7, 3, 12)))).toEqual({ is: 'moving' })
  expect(feed.reached()).toBe(0)
})
