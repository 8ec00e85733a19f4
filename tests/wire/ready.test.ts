import { expect, onTestFinished, test } from 'vitest'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { databaseFile, openSqlite } from '../../server/db/sqlite'
import { startApp, type TestApp } from '../support/app'
import { createMigratedDatabase } from '../support/postgres'

const LATER = 'of a later version'

async function readyOf(app: TestApp) {
  const { status, body } = await app.call('GET', '/ready')
  return [status, body]
}

test('[OPS-4] on SQLite a server is not ready once a newer one changed the schema, and says so', async () => {
  const app = await startApp()
  onTestFinished(app.close)
  expect(await readyOf(app)).toEqual([200, { ready: true, reason: null, stopping: false, database: true, schema: true, line: true }])
  const other = openSqlite(databaseFile(app.dataDir))
  other.raw.prepare('INSERT INTO migrations (hash, created_at) VALUES (?, 1)').run(LATER)
  expect(await readyOf(app)).toEqual([
    503,
    {
      ready: false,
      reason: 'the database was changed by a newer version of mastoc',
      stopping: false,
      database: true,
      schema: false,
      line: true,
    },
  ])
  other.raw.prepare('DELETE FROM migrations WHERE hash = ?').run(LATER)
  await other.close()
  expect(await readyOf(app)).toMatchObject([200, { ready: true }])
})

test('[OPS-4] on PostgreSQL a server is not ready once a newer one changed the schema, and says so', async () => {
  const { url, drop } = await createMigratedDatabase()
  const app = await startApp({ databaseUrl: url })
  onTestFinished(async () => {
    await app.close()
    await drop()
  })
  await expect.poll(() => readyOf(app)).toMatchObject([200, { schema: true }])
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await drizzle(client).execute(sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES (${LATER}, 1)`)
  expect(await readyOf(app)).toMatchObject([
    503,
    { ready: false, reason: expect.stringContaining('newer version') as string, schema: false },
  ])
  await client.end()
})

test('[OPS-4] a server whose database is gone says that it does not answer', async () => {
  const app = await startApp()
  onTestFinished(app.close)
  await app.db.close()
  expect(await readyOf(app)).toMatchObject([503, { ready: false, reason: 'the database does not answer', database: false }])
  expect(await app.call('GET', '/health')).toMatchObject({ status: 200, body: { status: 'degraded', database: 'unavailable' } })
})
