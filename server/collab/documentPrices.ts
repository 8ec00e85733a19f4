import { createBudgets, type Budgets } from '../limits/budgets'
import { tokenBucket, type Allowance, type TokenBucket } from '../concurrency/tokenBucket'

const KB = 1024
const MB = 1024 * KB
const HOUR = 3600

/** The allowance of one connection. A reader has next to nothing to send. */
const connection = {
  rw: { messages: { perSecond: 200, burst: 400 }, bytes: { perSecond: 256 * KB, burst: 8 * MB } },
  ro: { messages: { perSecond: 10, burst: 40 }, bytes: { perSecond: 16 * KB, burst: 256 * KB } },
} as const satisfies Record<'rw' | 'ro', Record<string, Allowance>>

/**
 * The changes that one person may make, in all their connections on this node. A day with no network makes at most a
 * few thousand changes and some hundred kilobytes, which are taken at once.
 */
const person = {
  /** Structs, values and deleted stretches. */
  changes: { perSecond: 200, burst: 12_000 },
  /** Milliseconds of the event loop, measured when the work is done. */
  time: { perSecond: 150, burst: 3_000 },
  /** Copies of a document that their refused updates make necessary. */
  copies: { perSecond: 0.5, burst: 30 },
} as const satisfies Record<string, Allowance>

/** The growth of one document that one person may cause. */
const personInDocument = {
  bytes: { perSecond: 2 * MB / HOUR, burst: 2 * MB },
  clients: { perSecond: 20 / HOUR, burst: 200 },
} as const satisfies Record<string, Allowance>

/**
 * The questions that one person, or one address of guests, may ask. A whole gym may share one address, and after a
 * restart all come back at once.
 */
const asking = {
  openings: { perSecond: 100, burst: 6_000 },
  /** Bytes of documents that are compared with the asker's state; beyond them the whole document is sent. */
  comparisons: { perSecond: 4 * MB, burst: 64 * MB },
} as const satisfies Record<string, Allowance>

type Of<T> = { [K in keyof T]: Budgets }
const budgetsOf = <T extends Record<string, Allowance>>(allowances: T): Of<T> =>
  Object.fromEntries(Object.entries(allowances).map(([name, allowance]) => [name, createBudgets(allowance)])) as Of<T>

/** [LIMIT-23] The buckets from which documents are paid, on this node. */
export interface DocumentPrices {
  person: Of<typeof person>
  personInDocument: Of<typeof personInDocument>
  asking: Of<typeof asking>
}

export const createDocumentPrices = (): DocumentPrices =>
  ({ person: budgetsOf(person), personInDocument: budgetsOf(personInDocument), asking: budgetsOf(asking) })

export const connectionBuckets = (mode: 'rw' | 'ro'): { messages: TokenBucket; bytes: TokenBucket } =>
  ({ messages: tokenBucket(connection[mode].messages), bytes: tokenBucket(connection[mode].bytes) })
