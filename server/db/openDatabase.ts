import type { Config } from '../config/config'
import type { Database } from './database'
import { migratePostgres, migrateSqlite } from './migrate'
import { openPostgres } from './postgres'
import { databaseFile, openSqlite } from './sqlite'

export interface Place {
  url?: string | undefined
  /** The address past a pooler; the same one where there is none. */
  directUrl?: string | undefined
  /** The most connections for work. */
  pool?: number
  dataDir: string
}

/** The database of the settings. */
export const databasePlace = ({ databaseUrl, databaseDirectUrl, databasePool, dataDir }: Config): Place => ({
  url: databaseUrl ?? undefined, directUrl: databaseDirectUrl ?? undefined, pool: databasePool, dataDir,
})

/** Opens PostgreSQL if a url is given, otherwise SQLite in `dataDir`. It is migrated and ready. */
export async function openDatabase({ url, directUrl = url, pool, dataDir }: Place): Promise<Database> {
  if (url) {
    await migratePostgres(directUrl ?? url)
    return openPostgres(url, { directUrl, pool })
  }
  const database = openSqlite(databaseFile(dataDir))
  migrateSqlite(database)
  return database
}
