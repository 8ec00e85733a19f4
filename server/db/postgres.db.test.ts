import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { through } from '../../tests/support/cluster'
import { environments } from '../../tests/support/environments'
import { startProxy } from '../../tests/support/proxy'
import { instant } from '../../shared/model/instant'
import { isUnavailable } from './database'
import { openDatabase } from './openDatabase'
import { openPostgres } from './postgres'
import { storesOn } from './stores/stores'

const AT = instant('2024-01-01T00:00:00.000000Z')

/** @param waits milliseconds after which what does not answer is given up */
async function ground(waits?: { statementMs: number; answerMs: number }) {
  const { DATABASE_URL: url = '', DATA_DIR: dataDir = '' } = await environments.postgres()
  const proxy = await startProxy(url)
  onTestFinished(proxy.close)
  await (await openDatabase({ url, dataDir })).close()
  const db = openPostgres(through(proxy, url), waits)
  onTestFinished(() => db.close())
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  onTestFinished(() => admin.end())
  const killAll = () =>
    admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')
  return { db, proxy, killAll }
}
const rejected = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, (error: unknown) => error)

test('[NODE-4] a connection killed between two statements fails that transaction alone', async () => {
  const { db, killAll } = await ground()
  const error = await rejected(db.transaction(async (tx) => {
    await storesOn(tx).feeds.newEpoch('lost', AT)
    await killAll()
    await storesOn(tx).feeds.epoch()
  }))
  expect(isUnavailable(error)).toBe(true)
  expect(await storesOn(db).feeds.epoch()).toBeNull()
  await db.transaction(tx => storesOn(tx).feeds.newEpoch('kept', AT))
  expect(await storesOn(db).feeds.epoch()).toMatchObject({ id: 'kept' })
})

test('[NODE-4] twenty transactions that could not begin leave the pool whole', async () => {
  const { db, proxy } = await ground()
  await db.snapshot(tx => storesOn(tx).feeds.epoch())
  proxy.cut()
  for (let n = 0; n < 20; n++) expect(isUnavailable(await rejected(db.snapshot(tx => storesOn(tx).feeds.epoch())))).toBe(true)
  proxy.mend()
  await Promise.all(Array.from({ length: 20 }, () => db.transaction(tx => storesOn(tx).feeds.epoch())))
})

test('[NODE-4] a database that does not answer is given up, and taken again once it does', async () => {
  const { db, proxy } = await ground({ statementMs: 1000, answerMs: 1200 })
  await db.transaction(tx => storesOn(tx).feeds.newEpoch('before', AT))
  proxy.hold()
  const errors = await Promise.all(
    Array.from({ length: 15 }, () => rejected(db.transaction(tx => storesOn(tx).feeds.newEpoch('never', AT)))),
  )
  expect(errors.map(error => (isUnavailable(error) ? 'away' : String(error)))).toEqual(errors.map(() => 'away'))
  proxy.mend()
  await expect.poll(() => storesOn(db).feeds.epoch().catch(() => null)).toMatchObject({ id: 'before' })
}, 60_000)
