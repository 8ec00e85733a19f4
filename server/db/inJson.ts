import { sql, type Placeholder, type SQL } from 'drizzle-orm'
import type { AnyColumn } from 'drizzle-orm/column'
import type { Database } from './database'

/** So many texts are better given as a parameter each. */
export const FEW = 10

/**
 * Whether the column is one of many texts that come as one parameter, a JSON list: so the query's text is
 * the same however many they are, and is built once. With a parameter each, building it takes longer than running it.
 */
export const inJson = ({ dialect }: Pick<Database, 'dialect'>, column: AnyColumn, list: string | Placeholder): SQL => dialect === 'sqlite'
  ? sql`${column} in (select value from json_each(${list}))`
  : sql`${column} in (select json_array_elements_text(${list}::json))`
