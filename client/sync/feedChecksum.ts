import type { FeedRow } from '../../shared/contract/feeds'
import { rowKey } from './feedTransport'

/** The number of live rows and the sum of their revs, which a `feed:head` of the server must match. */
export class FeedChecksum {
  sum = 0
  readonly #revs = new Map<string, number>()

  get n(): number {
    return this.#revs.size
  }

  clear(): void {
    this.#revs.clear()
    this.sum = 0
  }

  take(row: FeedRow): void {
    const key = rowKey(row)
    this.sum -= this.#revs.get(key) ?? 0
    this.#revs.delete(key)
    if (row.op === 'delete') return
    this.#revs.set(key, row.rev)
    this.sum += row.rev
  }
}
