import type { FeedName, FeedRow } from '../../shared/contract/feeds'
import { rowKey, type FeedStep, type RowStore } from '../sync/feedTransport'

/** Rows kept for as long as the page lives: coming back to a face fetches only what changed. */
export class MemoryRowStore implements RowStore {
  readonly #feeds = new Map<FeedName, { cursor: string; rows: Map<string, FeedRow> }>()

  load(feed: FeedName): Promise<{ cursor: string; rows: FeedRow[] } | null> {
    const kept = this.#feeds.get(feed)
    return Promise.resolve(kept ? { cursor: kept.cursor, rows: [...kept.rows.values()] } : null)
  }

  apply(step: FeedStep): void {
    const rows = step.replace ? new Map<string, FeedRow>() : new Map(this.#feeds.get(step.feed)?.rows)
    for (const row of step.rows) {
      if (row.op === 'put') rows.set(rowKey(row), row)
      else rows.delete(rowKey(row))
    }
    this.#feeds.set(step.feed, { cursor: step.cursor, rows })
  }

  clear(feed: FeedName): void {
    this.#feeds.delete(feed)
  }
}
