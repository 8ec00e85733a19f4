import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { postgresColumns } from './columns'
import { insideTransaction, isUnavailable, refuseInsideTransaction, type Database } from './database'
import { openPostgresLine } from './postgresLine'
import { defineTables } from './tables/tables'

type Scope = Pick<Database, 'transaction' | 'snapshot' | 'openLine' | 'close'>
type Session = Pick<NodePgDatabase, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'>

/** How long a statement may take; one that the server does not even answer is given up a little later. */
const STATEMENT_MS = 10_000
const ANSWER_MS = 12_000

const t = defineTables(postgresColumns)

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
  // The node-postgres builder has the methods of the SQLite one that `Database` names, under other types.
  return { dialect: 'postgres', t, ...scope, ...methods } as unknown as Database
}

const notHere = async (): Promise<never> => {
  throw new Error('not inside a transaction')
}
const inner: Scope = { transaction: notHere, snapshot: notHere, openLine: () => { throw new Error('not inside a transaction') }, close: notHere }

/**
 * drizzle's own transactions lose the connection for good when BEGIN fails, and a connection that
 * breaks between two statements would end the process. A broken one is thrown away: PostgreSQL then
 * rolls back by itself.
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
    const value = await work(expose(drizzle(connection), inner))
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

/** PostgreSQL through a pool of connections. */
export function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url, max: 10, connectionTimeoutMillis: 5000, keepAlive: true,
    statement_timeout: STATEMENT_MS, query_timeout: ANSWER_MS, idle_in_transaction_session_timeout: 15_000,
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})

  return expose(drizzle(pool), {
    transaction: (work) => {
      refuseInsideTransaction()
      return insideTransaction(() => onOwnConnection(pool, 'BEGIN', work))
    },
    snapshot: (work) => {
      refuseInsideTransaction()
      return insideTransaction(() => onOwnConnection(pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work))
    },
    openLine: events => openPostgresLine(url, events),
    close: () => pool.end(),
  }, refuseInsideTransaction)
}
