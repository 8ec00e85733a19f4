import type BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { MIGRATION_LOCK, migratePostgres } from '../migrate'
import { SERVING_LOCK } from '../postgresChannel'
import { AlreadyRunning } from '../serverLock'
import { createDigest, digestOf, type Digest, type Row } from './digest'
import { fillPostgres, rowsInPostgres } from './postgresRows'
import { NotEmpty } from './notEmpty'
import { selectAll, tableShapes, type TableShape } from './tableShapes'
import { writeBackup } from './writeBackup'
import { Sqlite } from '../betterSqlite3'

export interface Replacing {
  force: boolean
  /** The present contents are kept here before they are deleted. */
  keepAs: string
  version: string
  now: string
}

async function holdsNothing(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ holds: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM gyms) OR EXISTS (SELECT 1 FROM climbs) AS holds',
  )
  return rows[0]?.holds === false
}

/** Append-only tables refuse to be emptied. Only their owner can switch that off, for this transaction. */
async function emptyAll(client: pg.Client): Promise<void> {
  const names = tableShapes.map(({ name }) => `"${name}"`)
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`)
  await client.query(`TRUNCATE ${names.join(', ')}`)
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`)
}

async function digestInPostgres(client: pg.Client, shape: TableShape): Promise<Digest> {
  const digest = createDigest()
  for await (const row of rowsInPostgres(client, shape)) digest.add(row)
  return digest.result()
}

/** Copies each table and reads it again, to check that the rows arrived as they were sent. */
async function copyAll(from: BetterSqlite3.Database, client: pg.Client): Promise<void> {
  const rowsOf = (shape: TableShape) => from.prepare(selectAll(shape)).raw().iterate() as Iterable<Row>
  for (const shape of tableShapes) {
    await fillPostgres(client, shape, rowsOf(shape))
    const [sent, came] = [digestOf(rowsOf(shape)), await digestInPostgres(client, shape)]
    if (sent.rows !== came.rows || sent.sha256 !== came.sha256)
      throw new Error(`${shape.name} came out differently: ${sent.rows} rows were sent, ${came.rows} came`)
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0')
    await work()
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

/**
 * Replaces everything in a PostgreSQL database with a prepared SQLite database.
 * @returns the file that keeps the previous contents, if there were any
 * @throws NotEmpty, AlreadyRunning
 */
export async function replacePostgres(url: string, working: string, { force, keepAs, version, now }: Replacing): Promise<string | null> {
  await migratePostgres(url)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  await client.connect()
  const from = new Sqlite(working, { readonly: true })
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [SERVING_LOCK])
    if (!rows[0]?.alone) throw new AlreadyRunning('a server runs on this database')
    const isEmpty = await holdsNothing(client)
    if (!isEmpty && !force) throw new NotEmpty()
    if (!isEmpty) await writeBackup({ url, dataDir: '' }, keepAs, { version, dialect: 'postgres', made_at: now })
    await inTransaction(client, async () => {
      await emptyAll(client)
      await copyAll(from, client)
    })
    return isEmpty ? null : keepAs
  } finally {
    from.close()
    await client.end()
  }
}
