import { sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { postgresColumns } from './columns'
import { insideTransaction, isUnavailable, refuseInsideTransaction, type Database } from './database'
import { createKeeper, flatten, readingOf, type Values } from './preparedQuery'
import { openPostgresLine } from './postgresChannel'
import { defineTables } from './tables/tables'

/** drizzle's prepared query: its text is built, its parameters are placeholders that are numbered here. */
interface Prepared {
  getQuery: () => { params: unknown[] }
  execute: (params: Values) => Promise<unknown>
}
type Scope = Pick<Database, 'transaction' | 'snapshot' | 'openChannel' | 'load' | 'migrations' | 'close'>
type Session = Pick<NodePgDatabase, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'>

interface Options {
  /** The address past a pooler; undefined: there is none. */
  directUrl?: string | undefined
  /** The most connections. */
  pool?: number | undefined
  /** A statement may take so long. If the server does not even answer, it is given up a little later. A test waits less. */
  statementMs?: number
  answerMs?: number
}
/** A transaction in which nothing happens for so long is given up. */
const IDLE_MS = 15_000

const t = defineTables(postgresColumns)

/** The statement has no name, because a pooler in between may give each transaction another connection. */
function compile(query: unknown): (values: Values) => Promise<unknown> {
  const prepared = (query as { prepare: (name: string) => Prepared }).prepare('')
  const { params } = prepared.getQuery()
  const readings = params.map(readingOf)
  params.splice(0, params.length, ...params.map((_, at) => sql.placeholder(String(at))))
  return async (values) => {
    const flat = flatten(values)
    return prepared.execute(Object.fromEntries(readings.map((read, at) => [at, read(flat)])))
  }
}

const expose = (session: Session, scope: Scope, guard: () => void = () => {}): Database => {
  const method = <K extends keyof Session>(name: K) => ((...args: unknown[]) => {
    guard()
    return (session[name] as (...args: unknown[]) => unknown).apply(session, args)
  })
  const methods = {
    select: method('select'),
    selectDistinct: method('selectDistinct'),
    insert: method('insert'),
    update: method('update'),
    delete: method('delete'),
  }
  const ask = async (...[build, values]: Parameters<Database['ask']>) => {
    guard()
    return keeper(database, build, values)(values)
  }
  const keeper = createKeeper(compile)
  // The node-postgres builder has the methods of the SQLite one that `Database` names, under other types.
  const database = { dialect: 'postgres', t, ask, ...scope, ...methods } as unknown as Database
  return database
}

const notHere = async (): Promise<never> => {
  throw new Error('not inside a transaction')
}
const inner: Scope = {
  transaction: notHere,
  snapshot: notHere,
  openChannel: () => {
    throw new Error('not inside a transaction')
  },
  load: () => ({ waiting: 0, connections: 1, busy: 1 }),
  migrations: notHere,
  close: notHere,
}

/** Each connection has one object, so that the queries built for it are kept with it. */
const onConnection = new WeakMap<pg.PoolClient, Database>()
function within(connection: pg.PoolClient): Database {
  const known = onConnection.get(connection)
  if (known) return known
  const database = expose(drizzle(connection), inner)
  onConnection.set(connection, database)
  return database
}

/**
 * Replaces drizzle's own transactions, which lose the connection for good when BEGIN fails; and a connection that
 * breaks between two statements would end the process. A broken one is thrown away: PostgreSQL then rolls back by
 * itself.
 */
async function onOwnConnection<T>(pool: pg.Pool, begin: string, work: (tx: Database) => Promise<T>): Promise<T> {
  const connection = await pool.connect()
  let broken: Error | undefined
  const onBreak = (error: Error) => {
    broken = error
  }
  connection.on('error', onBreak)
  try {
    await connection.query(begin)
    const value = await work(within(connection))
    await connection.query('COMMIT')
    return value
  } catch (error) {
    if (isUnavailable(error)) broken ??= error instanceof Error ? error : new Error('away')
    if (!broken) await connection.query('ROLLBACK').catch(onBreak)
    throw error
  } finally {
    connection.off('error', onBreak)
    connection.release(broken)
  }
}

/**
 * Opens PostgreSQL, migrated already, through a pool of connections. A pooler in between (PgBouncer in its mode
 * `transaction`) gives each transaction another connection and refuses limits that are set for a whole one: there they
 * are set with each BEGIN, in one message with it. The line to other servers needs the direct address.
 */
export function openPostgres(url: string, options: Options = {}): Database {
  const { directUrl = url, pool: max = 10, statementMs = 10_000, answerMs = 12_000 } = options
  const isPooled = directUrl !== url
  const pool = new pg.Pool({
    connectionString: url, max, connectionTimeoutMillis: 5000, keepAlive: true, query_timeout: answerMs,
    ...(isPooled ? {} : { statement_timeout: statementMs, idle_in_transaction_session_timeout: IDLE_MS }),
  })
  const limits = isPooled
    ? `; SET LOCAL statement_timeout = ${statementMs}; SET LOCAL idle_in_transaction_session_timeout = ${IDLE_MS}`
    : ''
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})

  return expose(drizzle(pool), {
    transaction: (work) => {
      refuseInsideTransaction()
      return insideTransaction(() => onOwnConnection(pool, `BEGIN${limits}`, work))
    },
    snapshot: (work) => {
      refuseInsideTransaction()
      return insideTransaction(() => onOwnConnection(pool, `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY${limits}`, work))
    },
    openChannel: events => openPostgresLine(directUrl, events),
    load: () => ({ waiting: pool.waitingCount, connections: pool.totalCount, busy: pool.totalCount - pool.idleCount }),
    migrations: async () =>
      (await pool.query<{ hash: string }>('SELECT hash FROM drizzle.__drizzle_migrations')).rows.map(({ hash }) => hash),
    close: () => pool.end(),
  }, refuseInsideTransaction)
}
