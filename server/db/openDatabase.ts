import type { Database } from './database'
import { migratePostgres, migrateSqlite } from './migrate'
import { openPostgres } from './postgres'
import { databaseFile, openSqlite } from './sqlite'

/** Opens PostgreSQL if a url is given, otherwise SQLite in `dataDir`. It is migrated and ready. */
export async function openDatabase(options: { url?: string | undefined; dataDir: string }): Promise<Database> {
  if (options.url) {
    await migratePostgres(options.url)
    return openPostgres(options.url)
  }
  const database = openSqlite(databaseFile(options.dataDir))
  migrateSqlite(database)
  return database
}
