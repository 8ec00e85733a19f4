import { createHash } from 'node:crypto'

/** A summary of a table: the number of rows, and a hash over all of them. */
export interface Digest {
  rows: number
  sha256: string
}

/** Numbers, texts, bytes and nulls, as both drivers give them once booleans are numbers. */
export type Row = readonly unknown[]

export function createDigest() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(row: Row): void {
      rows++
      for (const value of row) {
        if (!Buffer.isBuffer(value)) {
          hash.update(`${JSON.stringify(value)},`)
          continue
        }
        hash.update(`${value.length} bytes:`)
        hash.update(value)
      }
      hash.update(';')
    },
    result: (): Digest => ({ rows, sha256: hash.digest('hex') }),
  }
}

export function digestOf(rows: Iterable<Row>): Digest {
  const digest = createDigest()
  for (const row of rows) digest.add(row)
  return digest.result()
}
