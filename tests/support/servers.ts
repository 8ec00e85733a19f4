import { startApp, type TestApp } from './app'
import { createMigratedDatabase } from './postgres'

/** A whole server on either database; closing it takes the database away too. */
export const servers = {
  sqlite: (): Promise<TestApp> => startApp(),
  async postgres(): Promise<TestApp> {
    const { url, drop } = await createMigratedDatabase()
    const app = await startApp({ databaseUrl: url })
    return {
      ...app,
      async close() {
        await app.close()
        await drop()
      },
    }
  },
}
