import type BetterSqlite3 from 'better-sqlite3'
import { knownMigrations } from '../migrate'
import { digestOf, type Digest, type Row } from './digest'
import { Sqlite } from '../betterSqlite3'

/** A version of the format. It is raised when the same content gets another meaning. */
const FORMAT = '1'

export class UnusableBackup extends Error {}

/** The database that a backup comes from. */
export interface BackupFacts {
  version: string
  dialect: 'sqlite' | 'postgres'
  made_at: string
}
export interface BackupContents extends BackupFacts {
  tables: ReadonlyMap<string, Digest>
}

/** Gives every row of a table as it lies in the file, which nobody writes to any more. Tables without row ids lie by their key. */
const rowsInFile = (raw: BetterSqlite3.Database, table: string) =>
  raw.prepare(`SELECT * FROM "${table}" NOT INDEXED`).raw().iterate() as Iterable<Row>

const tablesIn = (raw: BetterSqlite3.Database): string[] =>
  raw
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'backup%' ORDER BY name")
    .pluck()
    .all() as string[]

/** Writes a description of the contents into the file, for the person who restores it. */
export function describeBackup(file: string, facts: BackupFacts): BackupContents {
  const raw = new Sqlite(file)
  try {
    raw.exec(
      'CREATE TABLE backup (name text PRIMARY KEY NOT NULL, value text NOT NULL); CREATE TABLE backup_tables (name text PRIMARY KEY NOT NULL, "rows" integer NOT NULL, sha256 text NOT NULL)',
    )
    const note = raw.prepare('INSERT INTO backup VALUES (?, ?)')
    for (const [name, value] of Object.entries({ format: FORMAT, ...facts })) note.run(name, value)
    const noteTable = raw.prepare('INSERT INTO backup_tables VALUES (?, ?, ?)')
    const tables = new Map(tablesIn(raw).map(table => [table, digestOf(rowsInFile(raw, table))] as const))
    for (const [table, { rows, sha256 }] of tables) noteTable.run(table, rows, sha256)
    // A backup is one file, without a log beside it, that any SQLite opens.
    raw.pragma('journal_mode = DELETE')
    return { ...facts, tables }
  } finally {
    raw.close()
  }
}

function contentsOf(raw: BetterSqlite3.Database): BackupContents {
  const facts = Object.fromEntries(raw.prepare('SELECT name, value FROM backup').raw().all() as [string, string][])
  if (facts.format !== FORMAT) throw new UnusableBackup(`its format is ${facts.format ?? 'unknown'}, this program knows ${FORMAT}`)
  const tables = new Map(
    (raw.prepare('SELECT name, "rows", sha256 FROM backup_tables').raw().all() as [string, number, string][]).map(
      ([name, rows, sha256]) => [name, { rows, sha256 }],
    ),
  )
  return {
    version: facts.version ?? '',
    dialect: facts.dialect === 'postgres' ? 'postgres' : 'sqlite',
    made_at: facts.made_at ?? '',
    tables,
  }
}

function check(raw: BetterSqlite3.Database): BackupContents {
  const contents = contentsOf(raw)
  const faults = raw.pragma('integrity_check', { simple: true }) as string
  if (faults !== 'ok') throw new UnusableBackup(`it is damaged: ${faults}`)
  const wrong = [...contents.tables].filter(([name, { rows, sha256 }]) => {
    const found = digestOf(rowsInFile(raw, name))
    return found.rows !== rows || found.sha256 !== sha256
  })
  if (wrong.length > 0) throw new UnusableBackup(`it is damaged: ${wrong.map(([name]) => name).join(', ')} changed since it was written`)
  const known = knownMigrations()
  if (!(raw.prepare('SELECT hash FROM migrations').pluck().all() as string[]).every(hash => known.has(hash))) {
    throw new UnusableBackup(`it was made by mastoc ${contents.version}, which is newer than this one: update first`)
  }
  return contents
}

/** Reads everything in the file. @throws UnusableBackup if it is none, is damaged, or is from a newer program */
export function checkBackup(file: string): BackupContents {
  let raw: BetterSqlite3.Database | undefined
  try {
    raw = new Sqlite(file, { readonly: true, fileMustExist: true })
    return check(raw)
  } catch (error) {
    if (error instanceof UnusableBackup) throw error
    throw new UnusableBackup(`it is no backup of mastoc (${error instanceof Error ? error.message : String(error)})`)
  } finally {
    raw?.close()
  }
}

/** Takes the description out again, so that only the database is left. */
export function stripDescription(raw: BetterSqlite3.Database): void {
  raw.exec('DROP TABLE backup; DROP TABLE backup_tables')
}
