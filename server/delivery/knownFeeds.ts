import type { Stores } from '../db/stores/stores'
import { batched } from '../concurrency/batch'
import { faceIdOf, type FeedName } from '../../shared/feedName'

export interface KnownFeeds {
  /** True if the feed is known to exist, without asking the database. */
  isKnown: (feed: FeedName) => boolean
  /** True if the feed exists. All who ask in the same turn share one query. */
  exists: (feed: FeedName) => Promise<boolean>
}

/** A face's feed is written with the face and stays, so its existence is remembered; its absence is asked again. */
export function createKnownFeeds({ feeds }: Stores): KnownFeeds {
  const known = new Set<string>()
  const isKnown = (feed: FeedName) => faceIdOf(feed) === null || known.has(feed)
  const ask = batched<FeedName, boolean>(async (names) => {
    const written = await feeds.heads([...new Set(names)])
    for (const { name } of written) known.add(name)
    return names.map(isKnown)
  })
  return { isKnown, exists: async feed => isKnown(feed) || ask(feed) }
}
