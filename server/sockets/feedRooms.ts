import type { FeedName } from '../../shared/feedName'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import type { KnownFeeds } from '../delivery/knownFeeds'
import type { Tail } from '../delivery/tail'
import { audienceOf, type Moment } from '../delivery/audience'
import type { AppSocket, AppSockets } from '../socketIo/appSocket'

/**
 * From then on the socket gets the feed's changes. Two requests at once make it follow once.
 * @throws Refusal `not_found` if there is no such feed, `too_many_feeds`, `unavailable` if it left, or closed,
 * meanwhile
 */
export async function followFeed(
  socket: AppSocket,
  feed: FeedName,
  { tail, knownFeeds }: { tail: Tail; knownFeeds: KnownFeeds },
): Promise<void> {
  const { feeds } = socket.data
  const begin = async () => {
    // Nothing is remembered of a feed that does not exist.
    if (!(await knownFeeds.exists(feed))) throw new Refusal('not_found')
    await tail.follow(feed)
  }
  if (!feeds.has(feed) && feeds.size >= limits.feedsPerSocket) throw new Refusal('too_many_feeds', { most: limits.feedsPerSocket })
  const followed = feeds.get(feed) ?? begin()
  feeds.set(feed, followed)
  try {
    await followed
  } catch (error) {
    if (feeds.get(feed) === followed) feeds.delete(feed)
    throw error
  }
  if (feeds.get(feed) !== followed) throw new Refusal('unavailable')
  await socket.join(feed)
}

export function leaveFeed(socket: AppSocket, feed: FeedName, tail: Tail): void {
  const followed = socket.data.feeds.get(feed)
  if (!followed) return
  socket.data.feeds.delete(feed)
  void socket.leave(feed)
  followed.then(() => tail.unfollow(feed), () => {})
}

/** Ids of this server's sockets that follow the feed and still may; null if every follower may. */
export async function socketsThatMayHear(io: AppSockets, feed: FeedName, moment: Moment): Promise<string[] | null> {
  const followers = [...io.sockets.adapter.rooms.get(feed) ?? []].flatMap((id) => {
    const socket = io.sockets.sockets.get(id)
    return socket ? [{ id, actor: socket.data.actor, sessionId: socket.data.sessionId }] : []
  })
  const audience = await audienceOf(feed, followers, moment)
  return audience && audience.map(({ id }) => id)
}
