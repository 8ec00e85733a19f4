import { fileURLToPath } from 'node:url'
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator'
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import pg from 'pg'
import type { Database } from './database'
import type { SqliteDatabase } from './sqlite'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Held while the schema, or all of the contents, changes: no server starts meanwhile. */
export const MIGRATION_LOCK = 7_266_111

/** The folder `drizzle/` beside package.json, from the sources as from the built file. */
function migrationsFolder(dialect: 'sqlite' | 'pg'): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    const folder = join(at, 'drizzle', dialect)
    if (existsSync(folder)) return folder
  }
  throw new Error(`no drizzle/${dialect} folder beside the program`)
}

/** The migrations that this program knows. */
export const knownMigrations = (dialect: 'sqlite' | 'pg' = 'sqlite'): ReadonlySet<string> =>
  new Set(readMigrationFiles({ migrationsFolder: migrationsFolder(dialect) }).map(({ hash }) => hash))

const known: { [D in Database['dialect']]?: ReadonlySet<string> } = {}

/** The number of migrations that made an open database, and the number of those that this program does not know. */
export async function schemaOf(db: Database): Promise<{ migrations: number; unknown: number }> {
  const ours = known[db.dialect] ??= knownMigrations(db.dialect === 'postgres' ? 'pg' : 'sqlite')
  const done = await db.migrations()
  return { migrations: done.length, unknown: done.filter(hash => !ours.has(hash)).length }
}

/** [STORE-6] A newer mastoc has used this database: this one would write rows that the newer one does not understand. */
export class NewerSchema extends Error {
  constructor(unknown: number) {
    super(
      `This database was changed by a newer version of mastoc (${unknown} ${unknown === 1 ? 'migration' : 'migrations'} that this version does not know). Start that version or a later one, or restore a backup from before the change.`,
    )
    this.name = 'NewerSchema'
  }
}

/** @throws NewerSchema */
function refuseNewer(done: Iterable<unknown>, known: ReadonlySet<string>): void {
  const unknown = [...done].filter(hash => !known.has(String(hash))).length
  if (unknown > 0) throw new NewerSchema(unknown)
}

/** Several processes may start at once on an empty database: the write lock lets one migrate, and the others find it done. */
export function migrateSqlite({ raw }: SqliteDatabase): void {
  raw.pragma('foreign_keys = OFF')
  raw.exec('BEGIN IMMEDIATE')
  try {
    raw.exec('CREATE TABLE IF NOT EXISTS migrations (hash text PRIMARY KEY NOT NULL, created_at integer NOT NULL)')
    const done = new Set(raw.prepare('SELECT hash FROM migrations').pluck().all())
    refuseNewer(done, knownMigrations())
    for (const { hash, sql, folderMillis } of readMigrationFiles({ migrationsFolder: migrationsFolder('sqlite') })) {
      if (done.has(hash)) continue
      for (const statement of sql) raw.exec(statement)
      raw.prepare('INSERT INTO migrations (hash, created_at) VALUES (?, ?)').run(hash, folderMillis)
    }
    raw.exec('COMMIT')
  } catch (error) {
    raw.exec('ROLLBACK')
    throw error
  }
  raw.pragma('foreign_keys = ON')
}

const isMigrated = async (connection: pg.Client): Promise<boolean> =>
  (await connection.query<{ name: string | null }>("SELECT to_regclass('drizzle.__drizzle_migrations') AS name")).rows[0]?.name != null

/** The migration has a connection of its own without a time limit, because a large one, or another process's, may take long. */
export async function migratePostgres(url: string): Promise<void> {
  const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  await connection.connect()
  try {
    await connection.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    if (await isMigrated(connection)) {
      const { rows } = await connection.query<{ hash: string }>('SELECT hash FROM drizzle.__drizzle_migrations')
      refuseNewer(rows.map(({ hash }) => hash), knownMigrations('pg'))
    }
    await migratePg(drizzlePg(connection), { migrationsFolder: migrationsFolder('pg') })
  } finally {
    // The lock goes with the connection.
    await connection.end()
  }
}
