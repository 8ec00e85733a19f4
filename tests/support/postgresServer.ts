import type { TestProject } from 'vitest/node'
import { migratePostgres } from '../../server/db/migrate'
import { copyDatabase } from './copyDatabase'
import { startPostgres } from './startPostgres'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    /** The name of a migrated, empty database that others are copied from. */
    postgresTemplate: string
  }
}

/** The server that the first project's set-up started, for the others: each set-up is loaded by itself. */
const started = globalThis as { postgres?: { url: string; template: string } }

/** Global set-up of every project that wants PostgreSQL: the given server, or one of our own for the whole run. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const stop = started.postgres ? undefined : await start()
  project.provide('postgresUrl', started.postgres?.url ?? '')
  project.provide('postgresTemplate', started.postgres?.template ?? '')
  return stop
}

async function start(): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const server = given === undefined ? await startPostgres() : { url: given, stop: async () => {} }
  const { url, drop } = await copyDatabase(server.url, 'template0')
  await migratePostgres(url)
  started.postgres = { url: server.url, template: new URL(url).pathname.slice(1) }
  return async () => {
    delete started.postgres
    await drop()
    await server.stop()
  }
}
