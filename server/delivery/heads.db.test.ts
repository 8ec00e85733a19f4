import { faceFeed, type FeedName, userFeed } from '../../shared/feedName'
import { eq } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { DIALECTS, wallDatabase, type Wall } from '../../tests/support/databases'
import { storesOn, type Stores } from '../db/stores/stores'
import { instant } from '../../shared/model/instant'
import { pruneFeeds } from '../jobs/pruneFeeds'
import type { JobServices } from '../jobs/scheduler'
import { createTransactions, type RunTransaction } from '../transaction/runTransaction'
import { createHeads } from './heads'

const NOW = instant('2030-03-01T10:00:00.000000Z')

/** Writes so many votes to a feed, and takes every third back. */
const fill = ({ write }: Wall, feed: FeedName, rows: number) => write(async ({ stores: { feeds } }) => {
  const ids = Array.from({ length: rows }, (_, id) => id)
  const put = async (some: readonly number[], body: string | null) => {
    const head = (await feeds.lock([feed], NOW)).get(feed)
    if (!head) throw new Error('not locked')
    const was = new Map((await feeds.placementsOf('vote', some.map(String), feed)).map(({ id, rev = null }) => [id, rev]))
    await feeds.write([{ head, rows: some.map(id => ({ kind: 'vote' as const, id: `${id}`, body, was: was.get(`${id}`) ?? null })) }], NOW)
  }
  await put(ids, '"vote"')
  await put(ids.filter(id => id % 3 === 0), null)
})
/** By reading every row. */
async function countedByHand({ feeds }: Stores, feed: FeedName): Promise<{ n: number; sum: number }> {
  const rows = await feeds.rowsAfter(feed, { rev: 0, base: 0, limit: 1_000_000 })
  const live = rows.filter(({ body }) => body !== null)
  return { n: live.length, sum: live.reduce((sum, { rev }) => sum + rev, 0) }
}

describe.each(DIALECTS)('where feeds stand, on %s', (dialect) => {
  test('[LIMIT-42] is read for many in one go, small ones and one of more rows than are counted at once', async () => {
    const wall = await wallDatabase(dialect)
    const feeds = [userFeed('none'), ...Array.from({ length: 30 }, (_, n) => userFeed(String(n))), userFeed('large'), faceFeed(wall.faceId)]
    for (let n = 0; n < 30; n++) await fill(wall, userFeed(String(n)), n * 5)
    await fill(wall, userFeed('large'), 7_001)
    const read = createHeads()
    const heads = await wall.db.snapshot(tx => read(storesOn(tx), feeds))
    expect(heads.map(({ feed }) => feed)).toEqual(feeds)
    for (const { feed, n, sum } of heads) expect([feed, { n, sum }]).toEqual([feed, await countedByHand(wall.stores, feed)])
  }, 30_000)

  test('[FEED-10] counts nothing, whatever was written, and counts where an older version wrote until the job has counted', async () => {
    const wall = await wallDatabase(dialect)
    const [feed, other] = [userFeed('moving'), userFeed('old')]
    for (const name of [feed, other]) for (const rows of [9, 4, 12]) await fill(wall, name, rows)
    const read = createHeads()
    const checksums = vi.spyOn(wall.stores.feeds, 'checksums')
    const both = async () => (await read(wall.stores, [feed, other])).map(({ n, sum }) => ({ n, sum }))
    const byHand = async () => [await countedByHand(wall.stores, feed), await countedByHand(wall.stores, other)]
    const counted = () => checksums.mock.calls.flatMap(([heads]) => heads.map(({ name }) => name))
    expect(await both()).toEqual(await byHand())
    expect(counted()).toEqual([])

    // A server of the version before knows nothing of counts.
    await wall.db.transaction(tx =>
      tx.update(tx.t.feeds).set({ live_rows: 1, live_sum: 1, counted_rev: 1 }).where(eq(tx.t.feeds.name, other)))
    for (const name of [feed, other]) await fill(wall, name, 10)
    expect(await both()).toEqual(await byHand())
    expect(await both()).toEqual(await byHand())
    expect(counted()).toEqual([other])
    const transactions: RunTransaction = createTransactions({ config: wall.config, db: wall.db, clock: wall.clock, wake: () => {} })
    const services = { ...wall, transactions } as unknown as JobServices
    await pruneFeeds.run(services, { now: NOW, lastRan: null, stopped: new AbortController().signal })
    expect(await wall.stores.feeds.uncounted(10)).toEqual([])
    expect(await both()).toEqual(await byHand())
    expect(counted()).toEqual([other])
  })
})
