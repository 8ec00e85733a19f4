import { startApp, type AppOptions, type TestApp } from './app'
import { createMigratedDatabase } from './postgres'

/** A whole server on either database; closing it takes the database away too. */
export const servers = {
  sqlite: (options: AppOptions = {}): Promise<TestApp> => startApp(options),
  async postgres(options: AppOptions = {}): Promise<TestApp> {
    const { url, drop } = await createMigratedDatabase()
    const app = await startApp({ ...options, databaseUrl: url })
    return {
      ...app,
      async close() {
        await app.close()
        await drop()
      },
    }
  },
}
