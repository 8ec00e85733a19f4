import type { Instant } from '../../shared/model/instant'
/**
 * - loading: reads the rows stored on this device
 * - waiting: not connected, or a try failed and the next one is due
 * - opening: asks the server for the changes
 * - live: applies pushes as they arrive
 * - behind: like live, but a push was missed and the feed will be asked again in a moment
 * - refused: this user may not read the feed
 */
export type FeedPhase = 'loading' | 'waiting' | 'opening' | 'live' | 'behind' | 'refused'

/** Tells the sync page the place of the feed and the cost of its last catch-up. */
export interface FeedStatus {
  phase: FeedPhase
  cursor: string | null
  mode: 'delta' | 'snapshot' | null
  /** Rows and bytes that the last catch-up fetched. */
  rows: number
  bytes: number
  /** Rows there are. */
  total: number
  /** The server's time of the last change that was applied. */
  at: Instant | null
}
