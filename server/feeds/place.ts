import type { RowKind } from '../../shared/contract/feeds'
import type { FeedName } from '../../shared/feedName'
import type { Placement } from '../db/stores/feeds/feeds'

/** A thing in a feed, with its value. */
export const place = (feed: FeedName, kind: RowKind, id: string | number, value: unknown): Placement =>
  ({ feed, kind, id: String(id), body: JSON.stringify(value) })
