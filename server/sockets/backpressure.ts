import type { FeedName } from '../../shared/feedName'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import type { Tail } from '../delivery/tail'
import { inPieces } from '../concurrency/inPieces'
import type { AppSocket, AppSockets } from '../socketIo/appSocket'
import { bytesWaiting, terminate, DEAF_BYTES, SLOW_BYTES } from '../socketIo/webSocketOf'

const LOOK_MS = 500

/**
 * Bounds the memory of a client that does not read: it leaves its rooms until it has read, then gets the heads and
 * catches up. Pushes may always be left out, because the database is the log. A client for which more and more waits
 * all the same is closed.
 * @returns a function that stops looking
 */
export function watchBackpressure(io: AppSockets, tail: Tail): () => void {
  const lagging = new Set<AppSocket>()

  async function comeBack(socket: AppSocket, feed: FeedName, followed: Promise<void>): Promise<void> {
    await followed
    if (socket.data.feeds.get(feed) !== followed) return
    await socket.join(feed)
    socket.emit('feed:head', await tail.headOf(feed))
  }
  function lookAt(socket: AppSocket): void {
    const bytes = bytesWaiting(socket)
    const { feeds } = socket.data
    if (bytes > DEAF_BYTES) terminate(socket.conn)
    else if (bytes > SLOW_BYTES) {
      lagging.add(socket)
      for (const feed of feeds.keys()) void socket.leave(feed)
    } else if (bytes === 0 && lagging.delete(socket)) {
      // Heads that cannot be read now come with the next round for everybody.
      for (const [feed, followed] of feeds) comeBack(socket, feed, followed).catch(() => {})
    }
  }
  async function lookAtAll(): Promise<void> {
    await inPieces([...io.sockets.sockets.values()], lookAt)
    for (const socket of lagging) if (!socket.connected) lagging.delete(socket)
  }
  const looks = createSingleFlight(lookAtAll)
  const timer = setInterval(() => void looks.run(), LOOK_MS)
  return () => clearInterval(timer)
}
