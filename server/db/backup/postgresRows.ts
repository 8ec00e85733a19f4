import type pg from 'pg'
import { columnList, selectAll, type TableShape } from './tableShapes'
import type { Row } from './digest'

/** So many rows are read or written at once. */
const batchOf = ({ isHeavy }: TableShape): number => (isHeavy ? 20 : 500)

/** Makes a row of values as SQLite keeps them. */
const asStored = ({ columns }: TableShape, row: Row): Row => row.map((value, at) => (columns[at]?.isBoolean ? Number(value) : value))
const asBooleans = ({ columns }: TableShape, row: Row): Row => row.map((value, at) => (columns[at]?.isBoolean ? value === 1 : value))

/** Reads all rows in the order of their key, in pieces. It needs a transaction, because a cursor lives in one. */
export async function* rowsInPostgres(client: pg.Client, shape: TableShape): AsyncGenerator<Row> {
  await client.query(`DECLARE all_rows NO SCROLL CURSOR FOR ${selectAll(shape)}`)
  for (;;) {
    const { rows } = await client.query<unknown[]>({ text: `FETCH ${batchOf(shape)} FROM all_rows`, rowMode: 'array' })
    if (rows.length === 0) break
    for (const row of rows) yield asStored(shape, row)
  }
  await client.query('CLOSE all_rows')
}

async function insert(client: pg.Client, shape: TableShape, rows: readonly Row[]): Promise<void> {
  const width = shape.columns.length
  const places = rows.map((_, row) => `(${shape.columns.map((_, at) => `$${row * width + at + 1}`).join(', ')})`)
  await client.query(
    `INSERT INTO "${shape.name}" (${columnList(shape)}) VALUES ${places.join(', ')}`,
    rows.flatMap(row => [...asBooleans(shape, row)]),
  )
}

export async function fillPostgres(client: pg.Client, shape: TableShape, rows: Iterable<Row>): Promise<void> {
  let batch: Row[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < batchOf(shape)) continue
    await insert(client, shape, batch)
    batch = []
  }
  if (batch.length > 0) await insert(client, shape, batch)
}
