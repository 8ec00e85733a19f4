import { faceFeed, type FeedName, userFeed } from '../../shared/feedName'
import { describe, expect, test } from 'vitest'
import { instant, instantOf, msOf } from '../../shared/model/instant'
import { formatCursor } from '../../shared/rules/cursor'
import { DIALECTS, wallDatabase, type Dialect, type Wall } from '../../tests/support/databases'
import { storesOn } from '../db/stores/stores'
import { readFeed } from '../delivery/open'

const DAY = 24 * 3600_000

async function ground(dialect: Dialect) {
  let now = msOf(instant('2024-06-01T12:00:00.000000Z'))
  const wall = await wallDatabase(dialect, () => instantOf(now))
  const feed = faceFeed(wall.faceId)
  const read = (since?: string, limit = 2000, name = feed) => wall.db.snapshot(tx => readFeed(storesOn(tx), name, since, limit))
  const [climb, other] = (await wall.stores.climbs.list({}, { userId: null, seesPrivate: true }, { page: 1, page_size: 2 })).results
  if (!climb || !other) throw new Error('the wall has no climbs')
  const rename = (id: string, name: string) => wall.write(async ({ stores, touch }) => {
    await stores.climbs.update(id, { name })
    touch.climb(id)
  })
  const remove = (id: string) => wall.write(async ({ stores, touch }) => {
    await stores.bin.put(id, { deleted_at: instantOf(now), deleted_by_id: null, updated_at: instantOf(now) })
    touch.climbAnywhere(id)
  })
  return { ...wall, feed, read, rename, remove, climb, other, pass: (ms: number) => { now += ms }, now: () => instantOf(now) }
}
const brief = (rows: readonly { entity_id: string; body: string | null }[]) =>
  rows.map(row => [row.entity_id, row.body === null ? 'gone' : 'put'])
const everyRev = async ({ db }: Wall, feed: FeedName) =>
  (await storesOn(db).feeds.rowsAfter(feed, { rev: 0, base: 0, limit: 10_000 })).map(row => row.rev)

describe.each(DIALECTS)('the feeds on %s', (dialect) => {
  test('[FEED-1] what reads as before writes no rev, whatever touched it', async () => {
    const { read, rename, climb } = await ground(dialect)
    const { cursor } = await read()
    await rename(climb.id, climb.name)
    expect((await read()).cursor).toBe(cursor)
  })

  test('[FEED-1] a transaction that fails leaves no rev', async () => {
    const { read, write, climb } = await ground(dialect)
    const { cursor } = await read()
    await expect(write(async ({ stores, touch }) => {
      await stores.climbs.update(climb.id, { name: 'Jamais' })
      touch.climb(climb.id)
      throw new Error('no')
    })).rejects.toThrow('no')
    expect((await read()).cursor).toBe(cursor)
  })

  test('[FEED-2] what is committed while a page is being read is not in it, but in the next', async () => {
    const { db, read, rename, feed, climb } = await ground(dialect)
    const { cursor } = await read()
    let begin = () => {}
    let goOn = () => {}
    const begun = new Promise<void>((resolve) => { begin = resolve })
    const written = new Promise<void>((resolve) => { goOn = resolve })
    const page = db.snapshot(async (tx) => {
      const stores = storesOn(tx)
      await stores.feeds.heads([feed])
      begin()
      await written
      return readFeed(stores, feed, cursor, 100)
    })
    await begun
    await rename(climb.id, 'Entre-temps')
    goOn()
    expect(await page).toMatchObject({ rows: [], cursor })
    expect(brief((await read(cursor)).rows)).toEqual([[climb.id, 'put']])
  })

  test('[FEED-1] forty writers at once leave revs without a gap, each state the last', async () => {
    const wall = await ground(dialect)
    const { head } = await wall.read()
    await Promise.all(Array.from({ length: 40 }, (_, n) => wall.rename(n % 2 ? wall.climb.id : wall.other.id, `nom ${n}`)))
    const after = await wall.read()
    expect(after.head).toBe(head + 40)
    expect(new Set(await everyRev(wall, wall.feed)).size).toBe((await everyRev(wall, wall.feed)).length)
    const [stored] = await wall.stores.climbs.rows([wall.climb.id])
    const row = after.rows.find(({ entity_id }) => entity_id === wall.climb.id)
    expect(JSON.parse(row?.body ?? 'null')).toEqual(stored)
  })

  test('[FEED-2] pages read while others write are each of one moment: the last row is the head', async () => {
    const { read, rename, climb, other } = await ground(dialect)
    const writing = Promise.all(Array.from({ length: 20 }, (_, n) => rename(n % 2 ? climb.id : other.id, `nom ${n}`)))
    const pages = await Promise.all(Array.from({ length: 20 }, () => read()))
    await writing
    for (const page of [...pages, await read()]) expect(page.rows.at(-1)?.rev).toBe(page.head)
  })

  test('[FEED-3] a climb made private leaves a tombstone and enters its owners’ feeds, in one transaction', async () => {
    const { read, write, person, climb } = await ground(dialect)
    const me = await person('ouvreuse')
    const { cursor } = await read()
    await write(async ({ stores, touch }) => {
      await stores.climbs.update(climb.id, { is_private: true, created_by_id: me })
      touch.climb(climb.id)
    })
    expect(brief((await read(cursor)).rows)).toEqual([[climb.id, 'gone']])
    for (const owner of [me, climb.setter_id])
      expect(brief((await read(undefined, 2000, userFeed(owner ?? ''))).rows)).toEqual([[climb.id, 'put']])
  })

  test('[FEED-4] what goes while a snapshot is paged through is told, what went before it is not', async () => {
    const { read, remove, climb, other } = await ground(dialect)
    await remove(other.id)
    const state = new Set<string>()
    let page = await read(undefined, 3)
    const told: string[] = []
    for (let pages = 1; ; pages++) {
      for (const row of page.rows) {
        if (row.body !== null) state.add(row.entity_id)
        else if (told.push(row.entity_id)) state.delete(row.entity_id)
      }
      if (!page.more) break
      if (pages === 1) await remove(climb.id)
      page = await read(page.cursor, 3)
    }
    expect(told).toEqual([climb.id])
    expect([...state].sort()).toEqual((await read()).rows.map(row => row.entity_id).sort())
  })

  test('[FEED-5] once tombstones are pruned, an older cursor gets everything, a younger one goes on', async () => {
    const { stores, feed, read, remove, rename, climb, other, pass, now } = await ground(dialect)
    const { cursor: old } = await read()
    await remove(climb.id)
    const { cursor: young } = await read()
    pass(DAY)
    await stores.feeds.prune(feed, now())
    expect(await read(old)).toMatchObject({ usable: false, mode: 'snapshot' })
    await rename(other.id, 'Après la taille')
    const page = await read(young)
    expect([page.mode, brief(page.rows)]).toEqual(['delta', [[other.id, 'put']]])
  })

  test('[FEED-6] a moment gives what changed since, a minute to spare; one before the history gives everything', async () => {
    const { read, rename, climb, other, pass, now } = await ground(dialect)
    pass(DAY)
    await rename(climb.id, 'Hier')
    pass(DAY)
    await rename(other.id, 'Aujourd’hui')
    expect(brief((await read(now())).rows)).toEqual([[other.id, 'put']])
    expect(brief((await read(instantOf(msOf(now()) - DAY))).rows)).toEqual([[climb.id, 'put'], [other.id, 'put']])
    expect((await read('2024-05-31')).mode).toBe('snapshot')
  })

  test('[FEED-7] cursors of another epoch, of the future or with a broken base cannot be used', async () => {
    const { read } = await ground(dialect)
    const { epoch, head } = await read()
    for (const since of [formatCursor('otherepoch', 1), formatCursor(epoch, head + 1), formatCursor(epoch, 1, head + 1), 'x']) {
      expect(await read(since)).toMatchObject({ usable: false, mode: 'snapshot' })
    }
    expect(await read(formatCursor(epoch, head))).toMatchObject({ usable: true, rows: [] })
  })

  test('[FEED-1] the clock going back does not: each change is later than the one before', async () => {
    const { db, feed, rename, climb, pass } = await ground(dialect)
    pass(-DAY)
    for (const name of ['un', 'deux', 'trois']) await rename(climb.id, name)
    const { feedRows } = db.t
    const rows = (await db.select({ rev: feedRows.rev, at: feedRows.changed_at, feed: feedRows.feed }).from(feedRows)).filter(
      row => row.feed === feed,
    )
    const times = rows.sort((a, b) => a.rev - b.rev).map(row => row.at)
    expect(times).toEqual([...new Set(times)].sort())
  })
})
