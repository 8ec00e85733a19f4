import { is, Param, Placeholder, sql } from 'drizzle-orm'
import type { Database } from './database'
import { LONGEST_KEPT_LIST } from './hotSize'
import type { Tables } from './tables/tables'

/** The values of a query: single values, lists of them, or lists of rows. `undefined` counts as absent. */
export type Values = Record<string, unknown>
/** Writes a query over placeholders that look like the values: it must neither read nor change them. */
export type Build<V extends Values, R> = (db: Database, tables: Tables, at: V) => PromiseLike<R>


const isRow = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The part of the values that decides the query's text; null if the text is not worth keeping. */
function shapeOf(values: Values): string | null {
  let shape = ''
  for (const name in values) {
    const value = values[name]
    if (value === undefined) continue
    shape += `${name} `
    if (!Array.isArray(value)) continue
    // Longer lists differ too much for their texts to be worth keeping.
    if (value.length > LONGEST_KEPT_LIST) return null
    shape += `${value.length} `
    for (const row of value) if (isRow(row)) shape += `${Object.keys(row).filter(column => row[column] !== undefined).join()} `
  }
  return shape
}

const mapped = (values: Values, change: (value: unknown, name: string) => unknown): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined).map(([name, value]) => [name, change(value, name)]))

/** Names the placeholders by their paths. Each column of a row is one value, even if it is a list. */
const placesOf = (values: Values): Values =>
  mapped(values, (value, name) =>
    Array.isArray(value)
      ? value.map((item: unknown, at) =>
          isRow(item) ? mapped(item, (_, column) => sql.placeholder(`${name}.${at}.${column}`)) : sql.placeholder(`${name}.${at}`),
        )
      : sql.placeholder(name),
  )

/** The values under the names of their placeholders. */
export function flatten(values: Values): Values {
  const flat: Values = {}
  const addItem = (item: unknown, path: string) => {
    if (!isRow(item)) flat[path] = item
    else for (const column in item) flat[`${path}.${column}`] = item[column]
  }
  for (const name in values) {
    const value = values[name]
    if (Array.isArray(value)) value.forEach((item, at) => addItem(item, `${name}.${at}`))
    else flat[name] = value
  }
  return flat
}

/**
 * Makes a function that takes a parameter from the flat values. drizzle itself would encode a null as its column
 * encodes values: as `false` or `"null"`.
 */
export function readingOf(param: unknown): (flat: Values) => unknown {
  const source: unknown = is(param, Param) ? param.value : param
  if (!is(source, Placeholder)) return () => param
  const { name } = source
  return is(param, Param) ? flat => (flat[name] === null ? null : param.encoder.mapToDriverValue(flat[name])) : flat => flat[name]
}

/** Compiles queries for a connection, once for each query and each shape of values. */
export function createKeeper<C>(compile: (query: unknown) => C) {
  const kept = new WeakMap<object, Map<string, C>>()
  return <V extends Values, R>(db: Database, build: Build<V, R>, values: V): C => {
    const shape = shapeOf(values)
    const shapes = kept.get(build) ?? new Map<string, C>()
    const known = shape === null ? undefined : shapes.get(shape)
    if (known) return known
    const made = compile(build(db, db.t, placesOf(values) as V))
    if (shape !== null) kept.set(build, shapes.set(shape, made))
    return made
  }
}

/**
 * Prepares a query that runs at every command, vote or push: building its text costs ten times as much as running it,
 * so it is built once. Call this once for the whole program, not in a function that is called again. The result takes
 * the database or transaction, and the values.
 */
export const prepared = <V extends Values, R>(build: Build<V, R>) => (db: Database, values: V): Promise<R> => db.ask(build, values)
