import { faceFeed } from '../../shared/feedName'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { guest } from '../../shared/access/actor'
import { instantOf } from '../../shared/model/instant'
import { migratedEnvironments } from '../../tests/support/environments'
import { importTestWall } from '../../tests/support/wall'
import { startApp } from '../../tests/support/app'
import { storesOn } from '../db/stores/stores'
import { readFeed } from '../delivery/open'

const WRITERS = 6
const EACH = 40

test('[FEED-1] with slow transactions side by side a cursor misses no change, where a sequence and a clock miss many', async () => {
  const { DATABASE_URL: url = '' } = await migratedEnvironments.postgres()
  const app = await startApp({ databaseUrl: url })
  onTestFinished(app.close)
  const { faceId } = await importTestWall(app.services)
  const feed = faceFeed(faceId)
  const pool = new pg.Pool({ connectionString: url, max: 2 * WRITERS + 1 })
  onTestFinished(() => pool.end())
  /** The other work of a transaction. */
  const pause = () => pool.query('SELECT pg_sleep($1)', [Math.random() * 0.008])
  await pool.query('CREATE TABLE naive (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp())')
  const ids = (await app.services.stores.climbs.list({}, { userId: null, seesPrivate: true }, { page: 1, page_size: 50 })).results.map(
    ({ id }) => id,
  )
  const epoch = (await app.services.snapshot(stores => readFeed(stores, feed, undefined, 2000))).cursor

  const naiveWriter = async () => {
    for (let n = 0; n < EACH; n++) {
      const connection = await pool.connect()
      await connection.query('BEGIN')
      await connection.query('INSERT INTO naive DEFAULT VALUES')
      await pause()
      await connection.query('COMMIT')
      connection.release()
    }
  }
  const writer = async (which: number) => {
    for (let n = 0; n < EACH; n++) {
      await app.services.transactions(guest, async ({ stores, touch }) => {
        const id = ids[(which + n) % ids.length] ?? ''
        await stores.climbs.update(id, { name: `${which} ${n} ${instantOf(Date.now())}` })
        touch.climb(id)
        await pause()
      })
    }
  }
  let isWriting = true
  const seen = { ids: new Set<string>(), times: new Set<string>() }
  const applied = new Map<string, string | null>()
  let [cursor, lastId, lastTime] = [epoch, '0', '-infinity']
  const look = async () => {
    const page = await app.db.snapshot(tx => readFeed(storesOn(tx), feed, cursor, 2000))
    cursor = page.cursor
    for (const row of page.rows) applied.set(row.entity_id, row.body)
    for (const { id } of (await pool.query<{ id: string }>('SELECT id::text FROM naive WHERE id > $1 ORDER BY id', [lastId])).rows)
      seen.ids.add((lastId = id))
    for (const { id, at } of (
      await pool.query<{ id: string; at: string }>('SELECT id::text, at::text FROM naive WHERE at > $1::timestamptz ORDER BY at', [
        lastTime,
      ])
    ).rows) {
      seen.times.add(id)
      lastTime = at
    }
  }
  const reader = (async () => {
    while (isWriting) await look()
  })()
  await Promise.all(Array.from({ length: WRITERS }, (_, which) => Promise.all([naiveWriter(), writer(which)])))
  isWriting = false
  await reader
  await look()

  const whole = await app.services.snapshot(stores => readFeed(stores, feed, undefined, 2000))
  for (const row of whole.rows.filter(({ kind }) => kind === 'climb')) expect(applied.get(row.entity_id)).toBe(row.body)
  expect(Number(cursor.split('.')[1]) - Number(epoch.split('.')[1])).toBe(WRITERS * EACH)
  expect(seen.ids.size).toBeLessThan(WRITERS * EACH)
  expect(seen.times.size).toBeLessThan(WRITERS * EACH)
}, 60_000)
