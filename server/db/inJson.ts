import { sql, type Placeholder, type SQL } from 'drizzle-orm'
import type { AnyColumn } from 'drizzle-orm/column'
import type { Database } from './database'

/** Lists up to this length are better given as a parameter for each text. */
export const FEW = 10

/**
 * The condition that a column is one of many texts, which come as one parameter, a JSON list. The query's text is the
 * same for any number and is built once. With a parameter for each, building it takes longer than running it.
 */
export const inJson = ({ dialect }: Pick<Database, 'dialect'>, column: AnyColumn, list: string | Placeholder): SQL => dialect === 'sqlite'
  ? sql`${column} in (select value from json_each(${list}))`
  : sql`${column} in (select json_array_elements_text(${list}::json))`
