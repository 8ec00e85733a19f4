import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { putMigratedSqlite } from './migratedSqlite'
import { createDatabase, createMigratedDatabase } from './postgres'

type Environment = Record<string, string>

/** Gone when the test ends. */
export async function emptyFolder(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'mastoc-data-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

/** Settings of an empty database of either kind, for programs that open it themselves; gone when the test ends. */
export const environments = {
  sqlite: async (): Promise<Environment> => ({ DATA_DIR: await emptyFolder() }),
  postgres: async (): Promise<Environment> => {
    const { url, drop } = await createDatabase()
    onTestFinished(drop)
    return { DATA_DIR: await emptyFolder(), DATABASE_URL: url }
  },
}

/** The same with the tables in it: for programs whose work is not to make them. */
export const migratedEnvironments = {
  async sqlite(): Promise<Environment> {
    const DATA_DIR = await emptyFolder()
    await putMigratedSqlite(DATA_DIR)
    return { DATA_DIR }
  },
  async postgres(): Promise<Environment> {
    const { url, drop } = await createMigratedDatabase()
    onTestFinished(drop)
    return { DATA_DIR: await emptyFolder(), DATABASE_URL: url }
  },
}
