import pg from 'pg'
import { expect, test } from 'vitest'
import { createDatabase } from './postgres'

const count = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM information_schema.tables WHERE table_schema = 'public'",
  )
  await client.query('CREATE TABLE mark (id int)')
  await client.end()
  return rows[0]?.n ?? -1
}

test('each test database is empty, its own, and gone once dropped', async () => {
  const one = await createDatabase()
  const other = await createDatabase()
  expect(await count(one.url)).toBe(0)
  expect(await count(other.url)).toBe(0)
  await one.drop()
  await other.drop()
  await expect(count(one.url)).rejects.toThrow('does not exist')
})
