import { Refusal } from '../../shared/result'
import type { Tail } from '../feeds/tail'
import type { AppSocket } from './socket'

/**
 * From then on the socket gets the feed's changes. Asked twice at once it follows once.
 * @throws Refusal `unavailable` if it left, or closed, meanwhile
 */
export async function followFeed(socket: AppSocket, feed: string, tail: Tail): Promise<void> {
  const { feeds } = socket.data
  const followed = feeds.get(feed) ?? tail.follow(feed)
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

export function leaveFeed(socket: AppSocket, feed: string, tail: Tail): void {
  const followed = socket.data.feeds.get(feed)
  if (!followed) return
  socket.data.feeds.delete(feed)
  void socket.leave(feed)
  followed.then(() => tail.unfollow(feed), () => {})
}
