import { AsyncResource } from 'node:async_hooks'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { DIALECTS, emptyDatabase, wallDatabase } from '../../tests/support/databases'
import { environments } from '../../tests/support/environments'
import { instant } from '../../shared/model/instant'
import { openDatabase } from './openDatabase'
import { storesOn } from './stores/stores'

const AT = instant('2024-01-01T00:00:00.000000Z')
const OPEN = `import { openDatabase } from './server/db/openDatabase.ts'
const db = await openDatabase(JSON.parse(process.argv.at(-1)))
await db.close()`
const run = promisify(execFile)
const elsewhere = new AsyncResource('another request')
/** Runs work that does not belong to the transaction around it, as another request would. */
const outside = <T>(work: () => Promise<T>): Promise<T> => elsewhere.runInAsyncScope(work)

describe.each(DIALECTS)('[STORE-1] a transaction on %s', (dialect) => {
  test('that fails after several awaits leaves nothing', async () => {
    const { db } = await emptyDatabase(dialect)
    const failing = db.transaction(async (tx) => {
      await storesOn(tx).feeds.newEpoch('first-epoch', AT)
      await new Promise(resolve => setImmediate(resolve))
      await storesOn(tx).feeds.newEpoch('second-epoch', AT)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await storesOn(db).feeds.epoch()).toBeNull()
  })

  test('refuses the outer database inside it, and another transaction', async () => {
    const { db } = await emptyDatabase(dialect)
    const { feeds } = storesOn(db)
    await expect(db.transaction(() => feeds.epoch())).rejects.toSatisfy(
      error => String(error).includes('use tx') || String((error as Error).cause).includes('use tx'),
    )
    await expect(db.transaction(() => db.transaction(async () => {}))).rejects.toThrow('use tx')
    await expect(db.snapshot(() => db.snapshot(async () => {}))).rejects.toThrow('use tx')
    expect(await feeds.epoch()).toBeNull()
  })

  test('is not seen before it is committed', async () => {
    const { db } = await emptyDatabase(dialect)
    await db.transaction(async (tx) => {
      await storesOn(tx).feeds.newEpoch('an-epoch', AT)
      expect(await outside(() => storesOn(db).feeds.epoch())).toBeNull()
    })
    expect(await storesOn(db).feeds.epoch()).toMatchObject({ id: 'an-epoch' })
  })
})

describe.each(DIALECTS)('[STORE-2] a snapshot on %s', (dialect) => {
  test('sees one moment whatever is committed meanwhile, and cannot write', async () => {
    const { db } = await emptyDatabase(dialect)
    await db.snapshot(async (tx) => {
      const { feeds } = storesOn(tx)
      expect(await feeds.epoch()).toBeNull()
      await outside(() => storesOn(db).feeds.newEpoch('meanwhile', AT))
      expect(await feeds.epoch()).toBeNull()
    })
    expect(await storesOn(db).feeds.epoch()).toMatchObject({ id: 'meanwhile' })
    await expect(db.snapshot(tx => storesOn(tx).feeds.newEpoch('written', AT))).rejects.toThrow()
  })
})

describe.each(DIALECTS)('[STORE-3] migrating on %s', (dialect) => {
  test('five processes at once on an empty database: one does it, all work', async () => {
    const { DATA_DIR: dataDir = '', DATABASE_URL: url } = await environments[dialect]()
    await Promise.all(
      [1, 2, 3, 4, 5].map(() =>
        run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', OPEN, JSON.stringify({ url, dataDir })]),
      ),
    )
    const db = await openDatabase({ url, dataDir })
    expect(await storesOn(db).walls.counts()).toMatchObject({ gyms: 0, users: 0 })
    await db.close()
  }, 60_000)
})

describe.each(DIALECTS)('[STORE-4] the audit on %s', (dialect) => {
  test('cannot be changed or shortened, not even by a program', async () => {
    const { db, write } = await wallDatabase(dialect)
    await write(context =>
      context.stores.audit.append({ actor: { kind: 'cli' }, action: 'wall.import', target: { kind: 'gym', id: 'x' } }, AT),
    )
    const { audit } = db.t
    await expect(db.update(audit).set({ action: 'nothing' })).rejects.toThrow()
    await expect(db.delete(audit)).rejects.toThrow()
    expect(await db.select().from(audit)).toMatchObject([{ action: 'wall.import' }])
  })
})
