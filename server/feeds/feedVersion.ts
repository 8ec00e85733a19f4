import type { Stores } from '../db/stores/stores'

/** Another one after every change of the feed. Null where nothing was ever written to it. */
export async function feedVersion({ feeds }: Stores, feed: string): Promise<string | null> {
  const [[head], epoch] = [await feeds.heads([feed]), await feeds.epoch()]
  return head && epoch ? `${epoch.id}.${head.rev}.${head.min_rev}` : null
}
