import { DrizzleQueryError } from 'drizzle-orm'
import { createKeeper, flatten, readingOf, type Values } from './preparedQuery'

/** What of drizzle's prepared query is used: it is not run by drizzle, whose way there is five promises long. */
interface Prepared {
  getQuery: () => { sql: string; params: unknown[] }
  mapAllResult: (rows: unknown[][]) => unknown
}
type RowsOf = (text: string, params: readonly unknown[]) => unknown[][]
interface KeptQuery {
  // What comes back is what the query that was built promised.
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
