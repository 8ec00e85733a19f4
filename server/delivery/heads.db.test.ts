import { faceFeed, type FeedName, userFeed } from '../../shared/feedName'
import { describe, expect, test, vi } from 'vitest'
import { DIALECTS, wallDatabase, type Wall } from '../../tests/support/databases'
import { storesOn, type Stores } from '../db/stores/stores'
import { instant } from '../../shared/model/instant'
import { createHeads } from './heads'

const NOW = instant('2030-03-01T10:00:00.000000Z')

/** Writes so many votes to a feed, and takes every third back. */
const fill = ({ write }: Wall, feed: FeedName, rows: number) => write(async ({ stores: { feeds } }) => {
  const ids = Array.from({ length: rows }, (_, id) => id)
  const put = async (some: readonly number[], body: string | null) => {
    const head = (await feeds.lock([feed], NOW)).get(feed)
    if (!head) throw new Error('not locked')
    await feeds.write([{ head, rows: some.map(id => ({ kind: 'vote' as const, id: `${id}`, body })) }], NOW)
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

  test('[LIMIT-42] is not counted again for a feed that did not move, and is for one that did', async () => {
    const wall = await wallDatabase(dialect)
    await fill(wall, userFeed('still'), 9)
    await fill(wall, userFeed('moving'), 9)
    const read = createHeads()
    const checksums = vi.spyOn(wall.stores.feeds, 'checksums')
    const both = () => read(wall.stores, [userFeed('still'), userFeed('moving')])
    const [still, before] = await both()
    await fill(wall, userFeed('moving'), 10)
    expect((await both())[0]).toEqual(still)
    expect(checksums.mock.calls.map(([heads]) => heads.map(({ name }) => name))).toEqual([[userFeed('still'), userFeed('moving')], [userFeed('moving')]])
    expect((await both())[1]).toMatchObject(await countedByHand(wall.stores, userFeed('moving')))
    expect(before).not.toEqual((await both())[1])
  })
})
