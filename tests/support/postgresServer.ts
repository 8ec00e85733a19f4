import type { TestProject } from 'vitest/node'
import { startPostgres } from './startPostgres'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/** Global set-up of every project that wants PostgreSQL: the given server, or one of our own for the whole run. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    project.provide('postgresUrl', given)
    return undefined
  }
  const server = await startPostgres()
  // The next project's set-up finds this one.
  process.env.TEST_DATABASE_URL = server.url
  project.provide('postgresUrl', server.url)
  return async () => {
    delete process.env.TEST_DATABASE_URL
    await server.stop()
  }
}
