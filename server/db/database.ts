import { AsyncLocalStorage } from 'node:async_hooks'
import type { SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy'
import { Refusal } from '../../shared/result'
import type { Build, Values } from './preparedQuery'
import type { Channel, ChannelEvents } from './channel'
import type { Tables } from './tables/tables'

// The part of drizzle that both dialects share; it has no .get(), .all(), .run(), .execute().
type Query = Pick<SqliteRemoteDatabase, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'>

/** The load that this server puts on its database. */
export interface DatabaseLoad {
  /** Work that waits: on SQLite for the one writer, on PostgreSQL for a connection. */
  waiting: number
  /** The open connections; `busy` are those that work. On SQLite it is the writer. */
  connections: number
  busy: number
}

/** A database, or a transaction on it. Stores are written against this and run on both dialects. */
export interface Database extends Query {
  readonly dialect: 'sqlite' | 'postgres'
  readonly t: Tables
  /** Runs a query whose text is built once: see `prepared` in preparedQuery.ts. */
  ask: <V extends Values, R>(build: Build<V, R>, values: V) => Promise<R>
  /** Commits all or nothing when the promise resolves. Nothing slow (hashing, network) belongs inside. */
  transaction: <T>(work: (tx: Database) => Promise<T>) => Promise<T>
  /** Runs several reads of one moment; writes throw. */
  snapshot: <T>(work: (tx: Database) => Promise<T>) => Promise<T>
  /** Opens a channel to the other servers on this database. */
  openChannel: (events: ChannelEvents) => Channel
  load: () => DatabaseLoad
  /** The hashes of the migrations that made its tables. */
  migrations: () => Promise<readonly string[]>
  close: () => Promise<void>
}

const scopes = new AsyncLocalStorage<{ open: boolean }>()

/** Runs work so that the outer database, used by mistake inside it, throws instead of reading another moment. */
export function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const scope = { open: true }
  return scopes.run(scope, work).finally(() => {
    scope.open = false
  })
}

export function refuseInsideTransaction(): void {
  if (scopes.getStore()?.open) throw new Error('inside a transaction use tx, not the outer database')
}

/** The driver's code of an error: `SQLITE_BUSY`, `40P01`, `ECONNREFUSED`, …; drizzle wraps it as cause. */
function driverCode(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return null
}

export const isUniqueViolation = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(driverCode(error) ?? '')

/** Handles the error of a write: two took the same thing at the same moment, and the unique index has decided. */
export const takenAs = (field: string) => (error: unknown): never => {
  throw isUniqueViolation(error) ? new Refusal('taken', { field }) : error
}

/** True if another process writes to the SQLite file. */
export const isBusy = (error: unknown): boolean => driverCode(error)?.startsWith('SQLITE_BUSY') ?? false

/** True if there is no room on the disk. */
export const isFull = (error: unknown): boolean => /^(SQLITE_FULL|53100|ENOSPC|EDQUOT)$/.test(driverCode(error) ?? '')

/** True if the database cannot be reached, has no room or may only be read: it is worth trying again later. */
export const isUnavailable = (error: unknown): boolean =>
  isFull(error) ||
  isBusy(error) ||
  /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EROFS|08|57P|57014|55P03|53|25P0[34]|25006|SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(
    driverCode(error) ?? '',
  ) ||
  (error instanceof Error &&
    /timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|not queryable/.test(
      `${error.message} ${String(error.cause)}`,
    ))

/** True if two transactions stood in each other's way; the same work may simply run again. */
export const isRetryable = (error: unknown): boolean => ['40P01', '40001'].includes(driverCode(error) ?? '')
