import { DrizzleQueryError } from 'drizzle-orm'
import { createKeeper, flatten, readingOf, type Values } from './preparedQuery'

/** The used part of drizzle's prepared query. drizzle itself would need five promises to run it. */
interface Prepared {
  getQuery: () => { sql: string; params: unknown[] }
  mapAllResult: (rows: unknown[][]) => unknown
}
type RowsOf = (text: string, params: readonly unknown[]) => unknown[][]
interface KeptQuery {
  // The result has the type that the built query promised.
  (rowsOf: RowsOf, values: Values): never
  text: string
}

function compile(query: unknown): KeptQuery {
  const prepared = (query as { prepare: () => Prepared }).prepare()
  const { sql: text, params } = prepared.getQuery()
  const readings = params.map(readingOf)
  const run = (rowsOf: RowsOf, values: Values) => {
    const flat = flatten(values)
    const given = readings.map(read => read(flat))
    let rows: unknown[][]
    try {
      rows = rowsOf(text, given)
    } catch (error) {
      throw new DrizzleQueryError(text, given, error as Error)
    }
    return prepared.mapAllResult(rows) as never
  }
  return Object.assign(run, { text })
}

/** Texts are the same on every connection of every SQLite database. */
export const sqliteKeeper = createKeeper(compile)
