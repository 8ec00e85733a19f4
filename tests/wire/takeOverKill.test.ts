import { faceFeed } from '../../shared/feedName'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../server/db/openDatabase'
import { storesOn } from '../../server/db/stores/stores'
import { emptyFolder } from '../support/environments'
import { CLIMBS, LOST_CLIMBS, USERS } from '../support/oldServer/oldRows'
import { startOldServer } from '../support/oldServer/startOldServer'
import { createMigratedDatabase } from '../support/postgres'

const CLI = join(import.meta.dirname, '../../dist/server/cli/main.js')
/** A transaction that is not committed spills into the log once it holds more than fits into SQLite's cache. */
const SPILT_BYTES = 300_000
const NOTHING = { climbs: 0, users: 0, rows: 0 }

type Settings = Record<string, string>

function startTakeOver(env: Settings, url: string) {
  const child = spawn(process.execPath, [CLI, 'import', 'mastoc-python', url], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString() })
  return { child, said: () => text, ended: once(child, 'close').then(([code]) => code as number | null) }
}

async function counted(env: Settings) {
  const db = await openDatabase({ url: env.DATABASE_URL, dataDir: env.DATA_DIR ?? '' })
  try {
    const stores = storesOn(db)
    const { climbs, users } = await stores.walls.counts()
    const rows = (await Promise.all((await stores.walls.faces({})).map(({ id }) => stores.feeds.sizeAfter(faceFeed(id), 0)))).length
    return { climbs, users, rows }
  } finally {
    await db.close()
  }
}

/** After the kill another take-over does all of it, and a third one changes nothing. */
async function expectWhole(env: Settings, url: string) {
  expect(await startTakeOver(env, url).ended).toBe(0)
  expect(await counted(env)).toMatchObject({ climbs: CLIMBS - LOST_CLIMBS, users: USERS })
  const last = startTakeOver(env, url)
  expect(await last.ended).toBe(0)
  expect(last.said()).toMatch(new RegExp(`climbs\\s+0\\s+0\\s+${CLIMBS - LOST_CLIMBS}\\s+${LOST_CLIMBS}`))
}

async function connectedTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  // The database is dropped when the test ends, and whoever is still connected is cut.
  client.on('error', () => {})
  await client.connect()
  return client
}

test('[MOVE-1] a take-over that is killed while it writes leaves nothing in PostgreSQL', async () => {
  const [{ url }, database] = [await startOldServer(), await createMigratedDatabase()]
  onTestFinished(database.drop)
  const env = { DATA_DIR: await emptyFolder(), DATABASE_URL: database.url }
  const [guard, watcher] = [await connectedTo(database.url), await connectedTo(database.url)]
  // The take-over has written everything else when it waits for this table.
  await guard.query('BEGIN; LOCK TABLE annotations IN SHARE MODE')
  const { child, ended } = startTakeOver(env, url)
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
    AND query LIKE 'insert into "annotations"%'`
  await expect.poll(async () => (await watcher.query(waiting)).rowCount, { timeout: 60_000 }).toBe(1)
  child.kill('SIGKILL')
  await ended
  await guard.query('ROLLBACK')
  for (const client of [guard, watcher]) await client.end()
  expect(await counted(env)).toEqual(NOTHING)
  await expectWhole(env, url)
}, 180_000)

test('[MOVE-1] a take-over that is killed while it writes leaves nothing or all in SQLite', async () => {
  const { url } = await startOldServer()
  const env: Settings = { DATA_DIR: await emptyFolder() }
  expect(await counted(env)).toEqual(NOTHING)
  const log = join(env['DATA_DIR'] ?? '', 'mastoc.sqlite-wal')
  const { child, ended } = startTakeOver(env, url)
  const spilt = () => statSync(log, { throwIfNoEntry: false })?.size ?? 0
  await expect.poll(spilt, { timeout: 60_000, interval: 2 }).toBeGreaterThan(SPILT_BYTES)
  child.kill('SIGKILL')
  await ended
  const now = await counted(env)
  expect([0, CLIMBS - LOST_CLIMBS]).toContain(now.climbs)
  expect(now.users === 0).toBe(now.climbs === 0)
  await expectWhole(env, url)
}, 180_000)
