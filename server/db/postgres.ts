import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { postgresColumns } from './columns'
import { insideTransaction, refuseInsideTransaction, type Database } from './database'
import { defineTables } from './tables/tables'

type Scope = Pick<Database, 'transaction' | 'snapshot' | 'close'>
type Session = Pick<NodePgDatabase, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'>

export interface PostgresDatabase extends Database {
  pool: pg.Pool
}

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
const inner: Scope = { transaction: notHere, snapshot: notHere, close: notHere }

/** PostgreSQL through a pool of connections. */
export function openPostgres(url: string): PostgresDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5000 })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  const db = drizzle(pool)

  const database = expose(db, {
    transaction: (work) => {
      refuseInsideTransaction()
      return insideTransaction(() => db.transaction(tx => work(expose(tx, inner))))
    },
    snapshot: (work) => {
      refuseInsideTransaction()
      return insideTransaction(() => db.transaction(tx => work(expose(tx, inner)), { isolationLevel: 'repeatable read', accessMode: 'read only' }))
    },
    close: () => pool.end(),
  }, refuseInsideTransaction)
  return { ...database, pool }
}
