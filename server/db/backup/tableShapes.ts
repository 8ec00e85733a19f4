import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { sqliteColumns } from '../columns'
import { defineTables } from '../tables/tables'

/** A table as both databases have it. */
export interface TableShape {
  name: string
  columns: readonly { name: string; isBoolean: boolean }[]
  /** The columns that give an order which is the same on both databases. */
  key: readonly string[]
  /** Rows may be megabytes, so that only a few are read and written at a time. */
  isHeavy: boolean
}

function shapeOf(table: Parameters<typeof getTableConfig>[0]): TableShape {
  const { name, columns, primaryKeys } = getTableConfig(table)
  const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary)
  return {
    name,
    columns: columns.map(column => ({ name: column.name, isBoolean: column.dataType === 'boolean' })),
    key: key.map(column => column.name),
    isHeavy: columns.some(({ dataType }) => dataType === 'buffer' || dataType === 'json'),
  }
}

/** Every table. A table comes after those that it refers to. */
export const tableShapes: readonly TableShape[] = Object.values(defineTables(sqliteColumns)).map(shapeOf)

const quoted = (names: readonly string[]) => names.map(name => `"${name}"`).join(', ')
export const columnList = ({ columns }: TableShape): string => quoted(columns.map(({ name }) => name))
/** Gives all rows, in an order that is the same on both databases. */
export const selectAll = (shape: TableShape): string => `SELECT ${columnList(shape)} FROM "${shape.name}" ORDER BY ${quoted(shape.key)}`
