import { existsSync } from 'node:fs'
import pg from 'pg'
import { Sqlite } from './betterSqlite3'
import { databaseFile } from './sqlite'

/** PostgreSQL may take so long to answer. */
export const PATIENCE_MS = 5_000

/** The hashes of the migrations that were done, and the database's time; null where it is this machine's own. */
interface Looked {
  done: string[]
  at: number | null
}

/** Reads without migrating, as a doctor changes nothing. @returns null if there is no database yet */
export function lookAtSqlite(dataDir: string): Looked | null {
  if (!existsSync(databaseFile(dataDir))) return null
  const raw = new Sqlite(databaseFile(dataDir), { readonly: true, fileMustExist: true })
  try {
    return { done: raw.prepare('SELECT hash FROM migrations').pluck().all() as string[], at: null }
  } finally {
    raw.close()
  }
}

/** The same of PostgreSQL. */
export async function lookAtPostgres(url: string): Promise<Looked | null> {
  const connection = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS })
  await connection.connect()
  try {
    const { rows: [now] } = await connection.query<{ at: string; migrated: string | null }>(
      "SELECT extract(epoch FROM clock_timestamp()) * 1000 AS at, to_regclass('drizzle.__drizzle_migrations') AS migrated",
    )
    if (!now?.migrated) return null
    const { rows } = await connection.query<{ hash: string }>('SELECT hash FROM drizzle.__drizzle_migrations')
    return { done: rows.map(({ hash }) => hash), at: Number(now.at) }
  } finally {
    await connection.end()
  }
}
