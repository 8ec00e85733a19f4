import type { AppSocket } from './appSocket'

export type Connection = AppSocket['conn']

/** The used part of the WebSocket below a connection; Socket.IO's types do not name it. */
interface WebSocketBelow {
  bufferedAmount: number
  on: (event: 'ping' | 'pong', listener: (data: Buffer) => void) => void
  terminate: () => void
}

export const webSocketOf = (connection: Connection): WebSocketBelow | undefined =>
  (connection as unknown as { transport?: { socket?: WebSocketBelow } }).transport?.socket

/** Bytes that wait to be sent to this client. */
export const bytesWaiting = ({ conn }: AppSocket): number => webSocketOf(conn)?.bufferedAmount ?? 0

/** Closes it at once, without waiting for the client to read or to answer. */
export function terminate(connection: Connection): void {
  const webSocket = webSocketOf(connection)
  connection.close(true)
  setImmediate(() => webSocket?.terminate())
}

/** Above this number of bytes a client does not read as fast as it is written to. */
export const SLOW_BYTES = 512 * 1024
/** Above this number of bytes it is closed. */
export const DEAF_BYTES = 4 * 1024 * 1024
