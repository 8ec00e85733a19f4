import type { AppSocket } from './socket'

/** What is used of the WebSocket below a connection; Socket.IO's types do not name it. */
interface WebSocketBelow {
  bufferedAmount: number
  on: (event: 'ping' | 'pong', listener: (data: Buffer) => void) => void
}

export const webSocketOf = ({ conn }: Pick<AppSocket, 'conn'>): WebSocketBelow | undefined =>
  (conn as unknown as { transport?: { socket?: WebSocketBelow } }).transport?.socket

/** Bytes that wait to be sent to this client. */
export const bytesWaiting = (socket: Pick<AppSocket, 'conn'>): number => webSocketOf(socket)?.bufferedAmount ?? 0

/** Above this a client does not read as fast as it is written to. */
export const SLOW_BYTES = 512 * 1024
/** Above this it is closed. */
export const DEAF_BYTES = 4 * 1024 * 1024
