import { Refusal } from '../../shared/result'
import { ALLOWANCES, BYTE_PRICE, MESSAGE_PRICE, PATIENCE, priceOf } from '../limits/socketPrices'
import { tokenBucket } from '../concurrency/tokenBucket'
import type { TellRefusal } from '../operation/refusalLog'
import { refused, type WireRefusal } from './acknowledge'
import type { AppSocket } from '../socketIo/appSocket'
import { bytesWaiting, terminate, SLOW_BYTES, webSocketOf } from '../socketIo/webSocketOf'

type Ack = (answer: WireRefusal) => void
const ackOf = (event: readonly unknown[]): Ack | null => {
  const last = event.at(-1)
  return typeof last === 'function' ? last as Ack : null
}

/** Calls with the size of everything that comes over the connection, before it is parsed: messages, and pings below them. */
function onArrival(socket: AppSocket, arrived: (bytes: number) => void): void {
  socket.conn.on('packet', ({ data }: { data?: string | Buffer }) => arrived(data?.length ?? 0))
  for (const event of ['ping', 'pong'] as const) webSocketOf(socket.conn)?.on(event, data => arrived(data.length))
}

/**
 * [LIMIT-44] Holds a connection to its allowance: an event that it cannot pay for is answered `too_fast` and left out,
 * and a connection that goes on all the same is closed.
 */
export function limitRate(socket: AppSocket, tell: TellRefusal): void {
  const purse = tokenBucket(socket.data.actor.kind === 'guest' ? ALLOWANCES.guest : ALLOWANCES.known)
  const patience = tokenBucket(PATIENCE)
  /** Messages that were not paid for and whose events did not come yet. */
  let unpaid = 0
  const strike = () => {
    if (patience.take()) return
    socket.disconnect(true)
    terminate(socket.conn)
  }
  onArrival(socket, (bytes) => {
    if (purse.take(MESSAGE_PRICE + bytes * BYTE_PRICE)) return
    unpaid++
    strike()
  })
  socket.use((event, next) => {
    const price = priceOf(event[0])
    const wasPaid = unpaid === 0
    if (!wasPaid) unpaid--
    const isPaid = wasPaid && purse.take(price)
    // A client that does not read is not written to any more.
    if (isPaid && bytesWaiting(socket) <= SLOW_BYTES) return next()
    if (wasPaid && !isPaid) strike()
    const refusal = new Refusal('too_fast', { seconds: Math.min(purse.waitFor(price), 60) })
    tell(refusal, { what: 'socket event', actor: socket.data.actor })
    if (socket.connected) ackOf(event)?.(refused(refusal, socket.data.language))
  })
}
