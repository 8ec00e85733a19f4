import { closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { drizzle, type SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy'
import { sqliteColumns } from './columns'
import { insideTransaction, isBusy, refuseInsideTransaction, type Database } from './database'
import { sqliteKeeper } from './sqlitePrepared'
import { noChannel } from './channel'
import { defineTables } from './tables/tables'
import { BoundedMap } from '../concurrency/boundedMap'
import { createMutex } from '../concurrency/mutex'
import { Sqlite } from './betterSqlite3'

type Raw = BetterSqlite3.Database
type Query = [text: string, params: unknown[], method: 'run' | 'all' | 'values' | 'get']
type Scope = Pick<Database, 'ask' | 'transaction' | 'snapshot' | 'openChannel' | 'load' | 'migrations' | 'close'>

export interface SqliteDatabase extends Database {
  /** The writing connection, for migrations, backup and checks. */
  raw: Raw
}

/** At most so many are kept, because statements for lists of odd lengths must not pile up. */
const KEPT_STATEMENTS = 300
/** A write waits so many milliseconds for another process that is writing, such as an import by the command line. */
const LOCKED_MS = 5000
const LOOK_AGAIN_MS = 10

/** Wraps a connection and keeps its prepared statements: preparing costs more than most of them take to run. */
function connection(raw: Raw) {
  const statements = new BoundedMap<string, BetterSqlite3.Statement>(KEPT_STATEMENTS)
  const prepare = (text: string): BetterSqlite3.Statement => {
    const kept = statements.get(text)
    if (kept) return kept
    const statement = raw.prepare(text)
    if (statement.reader) statement.raw()
    statements.set(text, statement)
    return statement
  }
  const rowsOf = (text: string, params: readonly unknown[]): unknown[][] => {
    const statement = prepare(text)
    if (statement.reader) return statement.all(...params) as unknown[][]
    statement.run(...params)
    return []
  }
  const execute = async (...[text, params, method]: Query) => {
    const rows = rowsOf(text, params)
    return { rows: method === 'get' ? (rows[0] as unknown[]) : rows }
  }
  // These are kept too: `exec` would compile them at every transaction.
  const [begin, beginWriting, commit] = [raw.prepare('BEGIN'), raw.prepare('BEGIN IMMEDIATE'), raw.prepare('COMMIT')]
  return {
    raw, rowsOf, execute,
    isRead: (text: string) => prepare(text).readonly,
    begin: () => void begin.run(),
    beginWriting: () => void beginWriting.run(),
    commit: () => void commit.run(),
  }
}
type Connection = ReturnType<typeof connection>

/** Runs work one after the other: a transaction spans awaits, so it holds the connection's turn until it ends. */
function turns() {
  const inTurn = createMutex()
  let asked = 0
  const take = <T>(work: () => Promise<T>): Promise<T> => {
    refuseInsideTransaction()
    asked++
    return inTurn(work).finally(() => {
      asked--
    })
  }
  return { take, asked: () => asked }
}

/**
 * Tries again while another process holds the file's lock. Waiting inside SQLite would stop the whole process.
 * @param end the time at which to give up, in milliseconds since 1970
 */
async function onceUnlocked<T>(end: number, begin: () => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await begin()
    } catch (error) {
      if (!isBusy(error) || Date.now() >= end) throw error
      await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS))
    }
  }
}

/** Older versions can damage a WAL database that two connections checkpoint at once. */
const OLDEST = [3, 51, 3] as const

/** @throws if SQLite is too old */
export function requireSafeSqlite(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const isOlder = major < OLDEST[0] || (major === OLDEST[0] && (minor < OLDEST[1] || (minor === OLDEST[1] && patch < OLDEST[2])))
  if (isOlder) throw new Error(`SQLite ${version} can damage a database; mastoc needs ${OLDEST.join('.')} or newer (npm ci brings it)`)
}

export const databaseFile = (dataDir: string): string => join(dataDir, 'mastoc.sqlite')

/** The size of the database on the disk, without its log. */
export const databaseBytes = (dataDir: string): number => statSync(databaseFile(dataDir)).size

/** The size with its log. */
export const databaseBytesWithLog = (dataDir: string): number =>
  databaseBytes(dataDir) + (statSync(`${databaseFile(dataDir)}-wal`, { throwIfNoEntry: false })?.size ?? 0)

function open(file: string, readonly: boolean): Connection {
  const raw = new Sqlite(file, { readonly })
  raw.pragma('busy_timeout = 10000')
  if (!readonly) {
    raw.pragma('journal_mode = WAL')
    raw.pragma('synchronous = FULL')
    raw.pragma('foreign_keys = ON')
  }
  return connection(raw)
}

const t = defineTables(sqliteColumns)

const expose = (db: SqliteRemoteDatabase, scope: Scope): Database => ({
  dialect: 'sqlite',
  t,
  select: db.select.bind(db),
  selectDistinct: db.selectDistinct.bind(db),
  insert: db.insert.bind(db),
  update: db.update.bind(db),
  delete: db.delete.bind(db),
  ...scope,
})

const notHere = async (): Promise<never> => {
  throw new Error('not inside a transaction')
}

/** A transaction on the connection. It has the connection for itself, so that all its transactions may be one object. */
function within({ rowsOf, execute }: Connection): Database {
  const database: Database = expose(drizzle(execute), {
    ask: async (build, values) => sqliteKeeper(database, build, values)(rowsOf, values),
    transaction: notHere,
    snapshot: notHere,
    openChannel: () => noChannel,
    load: () => ({ waiting: 0, connections: 1, busy: 1 }),
    migrations: notHere,
    close: notHere,
  })
  return database
}

/**
 * Opens SQLite in one file, with three connections: one writes, one at a time; one reads the committed state of now;
 * one holds a moment still for snapshots. A long import thus stalls no reader.
 */
export function openSqlite(file: string): SqliteDatabase {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // Only the owner may read the file; SQLite gives the files beside it the same mode.
  closeSync(openSync(file, 'a', 0o600))
  const writer = open(file, false)
  requireSafeSqlite(writer.raw.prepare('SELECT sqlite_version()').pluck().get() as string)
  const reader = open(file, true)
  const snapshooter = open(file, true)
  const oneWriter = turns()
  let isWaiting = true
  /** The time counts from the request, so that waiting requests are not kept waiting one after the other. */
  const writerTurn = <T>(work: (end: number) => Promise<T>) => {
    // While the database is opened and migrated there is nobody to keep waiting.
    if (isWaiting) writer.raw.pragma('busy_timeout = 0')
    isWaiting = false
    const end = Date.now() + LOCKED_MS
    return oneWriter.take(() => work(end))
  }
  const snapshotTurn = turns()

  const held = within(writer)
  const still = within(snapshooter)
  const outer = drizzle(async (...query) => {
    refuseInsideTransaction()
    if (reader.isRead(query[0])) return reader.execute(...query)
    return writerTurn(end => onceUnlocked(end, () => writer.execute(...query)))
  })

  const run = <T>({ raw, commit }: Connection, begin: () => void | Promise<void>, work: () => Promise<T>) => insideTransaction(async () => {
    await begin()
    try {
      const value = await work()
      commit()
      return value
    } catch (error) {
      if (raw.inTransaction) raw.exec('ROLLBACK')
      throw error
    }
  })

  const database: Database = expose(outer, {
    async ask(build, values) {
      refuseInsideTransaction()
      const query = sqliteKeeper(database, build, values)
      if (reader.isRead(query.text)) return query(reader.rowsOf, values)
      return writerTurn(end => onceUnlocked(end, () => query(writer.rowsOf, values)))
    },
    transaction: work => writerTurn(end => run(writer, () => onceUnlocked(end, writer.beginWriting), () => work(held))),
    snapshot: work => snapshotTurn.take(() => run(snapshooter, snapshooter.begin, () => work(still))),
    openChannel: () => noChannel,
    load: () => ({ waiting: Math.max(0, oneWriter.asked() - 1), connections: 1, busy: Math.min(1, oneWriter.asked()) }),
    migrations: async () => reader.rowsOf('SELECT hash FROM migrations', []).map(([hash]) => String(hash)),
    close: async () => {
      await Promise.all([writerTurn(async () => {}), snapshotTurn.take(async () => {})])
      for (const { raw } of [reader, snapshooter, writer]) raw.close()
    },
  })
  return { ...database, raw: writer.raw }
}
