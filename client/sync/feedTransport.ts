import type { FeedChange, FeedHead, FeedName, FeedOpened, FeedPage, FeedRow } from '../../shared/contract/feeds'

export interface FeedEvents {
  connected(): void
  disconnected(): void
  change(change: FeedChange): void
  head(head: FeedHead): void
  revoked(feed: FeedName): void
}

/** The connection that the feeds need. Promises reject with an error that has a `code` if the server gave one. */
export interface FeedTransport {
  listen(events: FeedEvents): void
  open(feed: FeedName, since: string | undefined): Promise<FeedOpened>
  more(feed: FeedName, since: string): Promise<FeedOpened>
  close(feed: FeedName): void
  /** The HTTP twin, for what is too large for the socket. */
  fetchPage(address: string): Promise<{ page: FeedPage; bytes: number }>
}

/** Rows that take a feed from one cursor to the next, in one step. */
export interface FeedStep {
  feed: FeedName
  /** The rows are all there is: what was there before leaves in this same step. */
  replace: boolean
  rows: FeedRow[]
  cursor: string
  cause: 'stored' | 'catch-up' | 'push'
}

export interface StoredFeed {
  cursor: string
  rows: FeedRow[]
}

/** The store that keeps rows between two visits. */
export interface RowStore {
  load(feed: FeedName): Promise<StoredFeed | null>
  /** Rows and cursor in one transaction or not at all, in the order given; `base` is the cursor that the step leads on from. */
  apply(step: FeedStep, base: string | null): void
  clear(feed: FeedName): void
}

/** What this device keeps of the rows that one person may see; `who` is null for the guest. */
export interface PersonRows extends RowStore {
  readonly who: string | null
  /** Takes over a feed that another person's store has. */
  adopt(feed: FeedName, from: RowStore): void
  /** Once everything given so far is kept, or could not be. */
  settled(): Promise<void>
  close(): void
}

/** Where the feeds' rows are kept between two visits, for each person apart. */
export interface KeptRows {
  open(who: string | null): PersonRows
  /** Nothing of that person stays. */
  erase(who: string): Promise<void>
}

export const rowKey = (row: Pick<FeedRow, 'kind' | 'id'>): string => `${row.kind}/${row.id}`
