import { join } from 'node:path'
import { Sqlite } from '../../server/db/betterSqlite3'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { guest } from '../../shared/access/actor'
import { instantOf } from '../../shared/model/instant'
import { ensureEpoch } from '../../server/db/epoch'
import { readConfig, type Config } from '../../server/config/config'
import type { Database } from '../../server/db/database'
import { openDatabase } from '../../server/db/openDatabase'
import { storesOn, type Stores } from '../../server/db/stores/stores'
import { createTransactions } from '../../server/transaction/runTransaction'
import type { Clock } from '../../server/config/clock'
import { createAccount } from '../../server/usecases/accounts/createAccount'
import type { WriteContext } from '../../server/transaction/context'
import { importWall } from '../../server/usecases/imports/importWall'
import { emptyFolder } from './environments'
import { putMigratedSqlite } from './migratedSqlite'
import { createMigratedDatabase } from './postgres'
import { smallWall } from './wall'

export const DIALECTS = ['sqlite', 'postgres'] as const
export type Dialect = (typeof DIALECTS)[number]

const places = {
  async sqlite() {
    const dataDir = await emptyFolder()
    await putMigratedSqlite(dataDir)
    return { dataDir, url: undefined }
  },
  async postgres() {
    const { url, drop } = await createMigratedDatabase()
    onTestFinished(drop)
    return { dataDir: '', url }
  },
}

export interface EmptyDatabase {
  db: Database
  open: () => Promise<Database>
  /** One statement as it is written. */
  run: (statement: string) => Promise<void>
}

async function runOnPostgres(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

function runOnSqlite(dataDir: string, statement: string): void {
  const file = new Sqlite(join(dataDir, 'mastoc.sqlite'))
  file.exec(statement)
  file.close()
}

/** A migrated, empty database, gone when the test ends; `open` opens it once more. */
export async function emptyDatabase(dialect: Dialect): Promise<EmptyDatabase> {
  const { dataDir, url } = await places[dialect]()
  const open = async () => {
    const db = await openDatabase({ url, dataDir })
    onTestFinished(() => db.close())
    return db
  }
  return {
    db: await open(),
    open,
    run: async statement => (url === undefined ? runOnSqlite(dataDir, statement) : runOnPostgres(url, statement)),
  }
}

export interface Wall {
  db: Database
  stores: Stores
  faceId: string
  config: Config
  clock: Clock
  write: <T>(work: (context: WriteContext) => Promise<T>) => Promise<T>
  person: (username: string) => Promise<string>
}

/** The small wall in a database, and the one way to write to it. */
export async function wallDatabase(dialect: Dialect, clock: Clock = () => instantOf(Date.now())): Promise<Wall> {
  return wallIn(await emptyDatabase(dialect), clock)
}

/** The one way to write to a database that the test made. */
export async function writable({ db }: Pick<EmptyDatabase, 'db'>, clock: Clock = () => instantOf(Date.now())) {
  await ensureEpoch(db, clock)
  const config = readConfig({ JWT_SECRET: 'not used by anything here' })
  const transactions = createTransactions({ config, db, clock, wake: () => {} })
  const write: Wall['write'] = async work => (await transactions(guest, work)).value
  return { db, stores: storesOn(db), config, write }
}

/** The same in a database that the test made. */
export async function wallIn(made: Pick<EmptyDatabase, 'db'>, clock: Clock = () => instantOf(Date.now())): Promise<Wall> {
  const { db, stores, config, write } = await writable(made, clock)
  await write(context => importWall(context, smallWall, { keepDemo: true }))
  const [face] = await stores.walls.faces({})
  if (!face) throw new Error('the wall was not written')
  const person = (username: string) =>
    write(context =>
      createAccount(context, { email: `${username}@example.org`, username, full_name: username, password_hash: 'x', role: 'user' }),
    )
  return { db, stores, faceId: face.id, config, clock, write, person }
}
