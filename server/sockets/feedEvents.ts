import type { z } from 'zod'
import { canFollow } from '../../shared/access/feeds'
import { FeedClose, FeedMore, FeedOpen } from '../../shared/contract/feeds'
import { Refusal } from '../../shared/result'
import { faceIdOf, type FeedName } from '../../shared/feedName'
import { refusalTo } from '../delivery/audience'
import { acknowledge } from './acknowledge'
import { followFeed, leaveFeed } from './feedRooms'
import type { SocketParts } from './socketServer'
import type { AppSocket } from '../socketIo/appSocket'

export function feedEvents(socket: AppSocket, parts: SocketParts): void {
  const { config, knownFeeds, tail, presence, openFeed } = parts
  const admit = (feed: FeedName) => {
    if (!canFollow(socket.data.actor, feed, config.publicRead)) throw refusalTo(socket.data)
  }
  const on = <I, T extends object>(event: 'feed:open' | 'feed:more' | 'feed:close', schema: z.ZodType<I>, work: (input: I) => Promise<T>) =>
    acknowledge(socket, parts, { event, schema }, work)

  socket.on('feed:open', on('feed:open', FeedOpen, async ({ feed, since }) => {
    admit(feed)
    // The socket joins before the read: later commits are pushed, and earlier ones are read.
    await followFeed(socket, feed, parts)
    try {
      return await openFeed({ feed, since, who: socket.data })
    } catch (error) {
      if (error instanceof Refusal) leaveFeed(socket, feed, tail)
      throw error
    }
  }))
  socket.on('feed:more', on('feed:more', FeedMore, async ({ feed, since }) => {
    admit(feed)
    if (!await knownFeeds.exists(feed)) throw new Refusal('not_found')
    return openFeed({ feed, since, who: socket.data })
  }))
  socket.on('feed:close', on('feed:close', FeedClose, async ({ feed }) => {
    leaveFeed(socket, feed, tail)
    const faceId = faceIdOf(feed)
    if (faceId !== null) presence.leave(socket, faceId)
    return {}
  }))
  socket.on('disconnect', () => {
    for (const feed of [...socket.data.feeds.keys()]) leaveFeed(socket, feed, tail)
  })
}
