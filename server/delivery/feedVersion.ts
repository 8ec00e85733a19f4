import type { FeedName } from '../../shared/feedName'
import type { Stores } from '../db/stores/stores'

/** A version that differs after every change of the feed; null if nothing was ever written to it. */
export async function feedVersion({ feeds }: Stores, feed: FeedName): Promise<string | null> {
  const [[head], epoch] = [await feeds.heads([feed]), await feeds.epoch()]
  return head && epoch ? `${epoch.id}.${head.rev}.${head.min_rev}` : null
}
