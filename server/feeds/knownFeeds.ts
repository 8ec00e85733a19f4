import type { Stores } from '../db/stores/stores'
import { batched } from '../concurrency/batch'
import { faceIdOf } from '../../shared/feedName'

export interface KnownFeeds {
  /** Whether the feed is there as far as is known without asking. */
  isKnown: (feed: string) => boolean
  /** Whether it is there. Whoever asks in the same turn shares one query. */
  exists: (feed: string) => Promise<boolean>
}

/** A face's feed is written with the face and stays: that it is there is remembered, that it is not is asked anew. */
export function createKnownFeeds({ feeds }: Stores): KnownFeeds {
  const known = new Set<string>()
  const isKnown = (feed: string) => faceIdOf(feed) === null || known.has(feed)
  const ask = batched<string, boolean>(async (names) => {
    const written = await feeds.heads([...new Set(names)])
    for (const { name } of written) known.add(name)
    return names.map(isKnown)
  })
  return { isKnown, exists: async feed => isKnown(feed) || ask(feed) }
}
