import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { migrateSqlite } from '../migrate'
import { databaseFile, openSqlite } from '../sqlite'
import { describeBackup, type BackupContents, type BackupFacts } from './backupFile'
import { columnList, tableShapes } from './tableShapes'
import { rowsInPostgres } from './postgresRows'
import { Sqlite } from '../betterSqlite3'

/** A database: PostgreSQL if there is a url, otherwise SQLite in `dataDir`. */
export interface DatabasePlace {
  url: string | null
  dataDir: string
}

/** Copies whole pages of one moment, without deleted data. Writers go on meanwhile, in their log. */
function copySqlite(dataDir: string, file: string): void {
  const source = new Sqlite(databaseFile(dataDir), { readonly: true, fileMustExist: true })
  try {
    source.pragma('busy_timeout = 10000')
    source.prepare('VACUUM INTO ?').run(file)
  } finally {
    source.close()
  }
}

async function copyRows(client: pg.Client, to: BetterSqlite3.Database): Promise<void> {
  for (const shape of tableShapes) {
    const insert = to.prepare(`INSERT INTO "${shape.name}" (${columnList(shape)}) VALUES (${shape.columns.map(() => '?').join(', ')})`)
    for await (const row of rowsInPostgres(client, shape)) insert.run(...row)
  }
}

/** Writes every table as it is at one moment into a SQLite database. No program of PostgreSQL's is needed. */
async function copyPostgres(url: string, file: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  await client.connect()
  const target = openSqlite(file)
  try {
    migrateSqlite(target)
    target.raw.exec('BEGIN')
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0')
    await copyRows(client, target.raw)
    target.raw.exec('COMMIT')
  } finally {
    await target.close()
    await client.end()
  }
}

const sync = (path: string) => {
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
/** Flushes the file to the disk and then gives it its name, so that there is never half a file. */
export function settle(partial: string, file: string): void {
  sync(partial)
  renameSync(partial, file)
  sync(dirname(file))
}

/** The file of a database and the files that SQLite may put beside it. */
export const filesOf = (file: string): string[] => ['', '-wal', '-shm', '-journal'].map(end => file + end)

/**
 * Writes everything that the database holds at one moment into one file, while servers write on. The file is a SQLite
 * database whichever the source is; it must not exist yet.
 */
export async function writeBackup({ url, dataDir }: DatabasePlace, file: string, facts: BackupFacts): Promise<BackupContents> {
  const partial = join(dirname(file), `.${process.pid}-${Date.now()}.partial`)
  try {
    // The file holds addresses and password hashes, so that only its owner may read it, from the first byte.
    closeSync(openSync(partial, 'wx', 0o600))
    if (url === null) copySqlite(dataDir, partial)
    else await copyPostgres(url, partial)
    const contents = describeBackup(partial, facts)
    settle(partial, file)
    return contents
  } finally {
    for (const left of filesOf(partial)) rmSync(left, { force: true })
  }
}
