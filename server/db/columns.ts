import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'
import type { FeedName } from '../../shared/feedName'
import type { Instant } from '../../shared/model/instant'

/** The SQLite spelling of each logical column. `postgresColumns` has the PostgreSQL spelling. */
export const sqliteColumns = {
  table: lite.sqliteTable,
  text: (name: string) => lite.text(name),
  instant: (name: string) => lite.text(name).$type<Instant>(),
  feedName: (name: string) => lite.text(name).$type<FeedName>(),
  integer: (name: string) => lite.integer(name),
  real: (name: string) => lite.real(name),
  boolean: (name: string) => lite.integer(name, { mode: 'boolean' }),
  json: <T>(name: string) => lite.text(name, { mode: 'json' }).$type<T>(),
  bytes: (name: string) => lite.blob(name, { mode: 'buffer' }),
  primaryKey: lite.primaryKey,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
}
export type Columns = typeof sqliteColumns

// Collation C sorts by bytes, as SQLite does: the order of a list is the same on both databases.
const text = pg.customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' })
const json = pg.customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: value => JSON.stringify(value),
  fromDriver: value => JSON.parse(value) as unknown,
})
const bytea = pg.customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: value => Buffer.from(value),
})

export const postgresColumns = {
  table: pg.pgTable,
  text: (name: string) => text(name),
  instant: (name: string) => text(name),
  feedName: (name: string) => text(name),
  integer: (name: string) => pg.integer(name),
  real: (name: string) => pg.doublePrecision(name),
  boolean: (name: string) => pg.boolean(name),
  json: (name: string) => json(name),
  bytes: (name: string) => bytea(name),
  primaryKey: pg.primaryKey,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  // The two dialects' builders share the methods that tables/ uses, not their types.
} satisfies Record<keyof Columns, unknown> as unknown as Columns
