import type { Tail } from '../feeds/tail'
import type { AppSocket, AppSockets } from './socket'

const TOO_MUCH = 512 * 1024
const LOOK_MS = 500

/** Bytes that wait to be sent to this client. */
function waiting(socket: AppSocket): number {
  const { transport } = socket.conn as unknown as { transport?: { socket?: { bufferedAmount?: number } } }
  return transport?.socket?.bufferedAmount ?? 0
}

/**
 * A client that does not read costs bounded memory: it leaves its rooms until it has read, then gets
 * the heads and catches up. Leaving out pushes is always right, the database is the log.
 * @returns how to stop looking
 */
export function slowSockets(io: AppSockets, tail: Tail): () => void {
  const lagging = new Set<AppSocket>()
  const look = () => {
    for (const socket of io.sockets.sockets.values()) {
      if (!lagging.has(socket) && waiting(socket) > TOO_MUCH) {
        lagging.add(socket)
        for (const feed of socket.data.feeds.keys()) void socket.leave(feed)
      }
    }
    for (const socket of lagging) {
      if (!socket.connected) lagging.delete(socket)
      else if (waiting(socket) === 0) {
        lagging.delete(socket)
        for (const feed of socket.data.feeds.keys()) {
          void socket.join(feed)
          void tail.headOf(feed).then(head => socket.emit('feed:head', head), () => {})
        }
      }
    }
  }
  const timer = setInterval(look, LOOK_MS)
  return () => clearInterval(timer)
}
