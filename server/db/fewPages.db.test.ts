import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { DIALECTS, type Dialect } from '../../tests/support/databases'
import { environments } from '../../tests/support/environments'
import { openDatabase } from './openDatabase'
import { databaseFile, openSqlite } from './sqlite'

const FOLDERS = { sqlite: 'sqlite', postgres: 'pg' } as const
const TAG = /_few_pages$/
const AT = "'2024-01-01T00:00:00.000000Z'"
/** The tables that the migration makes anew, or whose keys it changes, with the order in which they are read here. */
const TABLES = {
  annotations: 'user_id, hold_id', feed_rows: 'feed, kind, entity_id', climb_holds: 'climb_id, hold_id, role',
  document_updates: 'name, seq', likes: 'user_id, climb_id', climbs: 'id', rates: 'key',
}

/** The migrations before the one that is tested. */
function migrationsBefore(dialect: Dialect) {
  const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), '../../drizzle', FOLDERS[dialect])
  const { entries } = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] }
  const place = entries.findIndex(({ tag }) => TAG.test(tag))
  expect(place).toBeGreaterThan(0)
  return readMigrationFiles({ migrationsFolder }).slice(0, place)
}

const insert = (rows: number, into: string, values: string) =>
  `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows - 1}) INSERT INTO ${into} SELECT ${values} FROM n`

/** 100,000 rows, with empty columns and without. */
const filled = (dialect: Dialect): string[] => [
  insert(40_000, 'annotations (user_id, hold_id, face_id, grip_type, grip_type_at, condition, condition_at, notes, created_at, updated_at)',
    `'user-' || (i / 800), i % 800, 'face', CASE WHEN i % 3 = 0 THEN 'bac' END, CASE WHEN i % 3 = 0 THEN ${AT} END,
    CASE WHEN i % 2 = 0 THEN 'ok' END, CASE WHEN i % 2 = 0 THEN ${AT} END, CASE WHEN i % 7 = 0 THEN 'à brosser' END, ${AT}, ${AT}`),
  insert(30_000, 'feed_rows (feed, kind, entity_id, rev, body, changed_at)',
    `'feed-' || (i % 3), CASE WHEN i % 2 = 0 THEN 'climb' ELSE 'consensus' END, CAST(i / 6 AS text), i, CASE WHEN i % 9 <> 0 THEN '{"n":' || i || '}' END, ${AT}`),
  insert(20_000, 'climb_holds (climb_id, hold_id, role)', "'climb-' || (i / 20), i % 20, CASE WHEN i % 20 = 0 THEN 'S' ELSE 'O' END"),
  insert(7000, 'document_updates (name, seq, update_bytes, user_id, created_at)',
    `'sheet/' || (i / 1000), i % 1000, CAST('letter ' || i AS ${dialect === 'sqlite' ? 'blob' : 'bytea'}), CASE WHEN i % 5 > 0 THEN 'user-1' END, ${AT}`),
  insert(1000, 'likes (user_id, climb_id, created_at)', `'user-' || (i % 50), 'climb-' || i, ${AT}`),
  insert(1000, `climbs (id, stokt_id, import_key, deleted_at, face_id, name, name_search, holds_list, mirror_holds_list, is_private, is_benchmark,
    climbed_by, total_likes, total_comments, circuit, tags, angle, source, created_at, updated_at)`,
  `'climb-' || i, CASE WHEN i % 2 = 0 THEN 'stokt-' || i END, CASE WHEN i % 2 = 1 THEN 'key-' || i END, CASE WHEN i % 50 = 0 THEN ${AT} END,
    'face', 'Bloc ' || i, 'bloc ' || i, 'S1 T2', '', 1 = 0, i % 10 = 0, 0, 0, 0, '', '[]', '', 'stokt', ${AT}, ${AT}`),
  insert(1000, 'rates (key, points, ends_at)', `'key-' || i, i % 7, ${AT}`),
]

const FEEDS = `INSERT INTO feeds (name, rev, changed_at, min_rev, min_changed_at)
  SELECT feed, MAX(rev), ${AT}, 0, ${AT} FROM feed_rows GROUP BY feed`
const COUNTED = `SELECT feed AS name, CAST(COUNT(*) AS integer) AS live_rows, CAST(SUM(rev) AS double precision) AS live_sum
  FROM feed_rows WHERE body IS NOT NULL GROUP BY feed ORDER BY feed`

interface Raw {
  run: (statement: string) => Promise<unknown>
  rows: (query: string) => Promise<unknown[]>
  note: (migration: { hash: string; folderMillis: number }) => Promise<unknown>
  close: () => Promise<unknown>
}

const raws: Record<Dialect, (environment: Record<string, string>) => Promise<Raw>> = {
  async sqlite({ DATA_DIR = '' }) {
    const { raw, close } = openSqlite(databaseFile(DATA_DIR))
    raw.pragma('foreign_keys = OFF')
    raw.exec('CREATE TABLE IF NOT EXISTS migrations (hash text PRIMARY KEY NOT NULL, created_at integer NOT NULL)')
    return {
      run: async statement => raw.exec(statement),
      rows: async query => raw.prepare(query).all(),
      note: async ({ hash, folderMillis }) => raw.prepare('INSERT INTO migrations VALUES (?, ?)').run(hash, folderMillis),
      close,
    }
  },
  async postgres({ DATABASE_URL }) {
    const client = new pg.Client({ connectionString: DATABASE_URL })
    await client.connect()
    // The rows refer to people and walls that are not there.
    await client.query("SET session_replication_role = replica; CREATE SCHEMA IF NOT EXISTS drizzle")
    await client.query('CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)')
    return {
      run: statement => client.query(statement),
      rows: async query => (await client.query(query)).rows as unknown[],
      note: ({ hash, folderMillis }) => client.query('INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ($1, $2)', [hash, folderMillis]),
      close: () => client.end(),
    }
  },
}

describe.each(DIALECTS)('[STORE-7] on %s', (dialect) => {
  test('a database of the version before, with 100,000 rows, keeps each of them', async () => {
    const environment = await environments[dialect]()
    const raw = await raws[dialect](environment)
    for (const migration of migrationsBefore(dialect)) {
      for (const statement of migration.sql) await raw.run(statement)
      await raw.note(migration)
    }
    for (const statement of filled(dialect)) await raw.run(statement)
    await raw.run(FEEDS)
    const contents = async () => {
      const tables: Record<string, unknown[]> = {}
      for (const [table, order] of Object.entries(TABLES)) tables[table] = await raw.rows(`SELECT * FROM ${table} ORDER BY ${order}`)
      return tables
    }
    const before = await contents()
    expect(Object.values(before).flat()).toHaveLength(100_000)
    await (await openDatabase({ dataDir: environment['DATA_DIR'] ?? '', url: environment['DATABASE_URL'] })).close()
    const after = await contents()
    for (const table of Object.keys(TABLES)) expect(after[table], table).toEqual(before[table])
    // [FEED-10] A later migration counts the rows of each feed.
    expect(await raw.rows('SELECT name, live_rows, live_sum FROM feeds WHERE counted_rev = rev ORDER BY name')).toEqual(await raw.rows(COUNTED))
    await raw.close()
  })
})

test('[STORE-7] on SQLite small rows that are found by their key lie in it', async () => {
  const { DATA_DIR = '' } = await environments.sqlite()
  await (await openDatabase({ dataDir: DATA_DIR })).close()
  const { raw, close } = openSqlite(databaseFile(DATA_DIR))
  const inKey = raw.prepare("SELECT name FROM pragma_table_list WHERE wr = 1 AND schema = 'main' ORDER BY name").pluck().all()
  expect(inKey).toEqual(['annotations', 'climb_holds', 'document_updates', 'likes'])
  await close()
})
