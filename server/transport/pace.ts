import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { tokenBucket } from '../limits/tokenBucket'
import { problemOf } from './problem'
import type { AppSocket } from './socket'

type Ack = (answer: { ok: false; error: { code: string; message: string } }) => void
const ackOf = (event: readonly unknown[]): Ack | null => {
  const last = event.at(-1)
  return typeof last === 'function' ? last as Ack : null
}

/**
 * Holds a socket to its pace, whatever the events are called: what comes too fast is answered so and
 * left out, and who does not listen to that is disconnected.
 */
export function keepPace(socket: AppSocket): void {
  const events = tokenBucket({ perSecond: limits.socketEventsPerSecond, burst: limits.socketEventsAtOnce })
  const patience = tokenBucket({ perSecond: 1, burst: limits.socketEventsAtOnce })
  socket.use((event, next) => {
    if (events.take()) return next()
    if (!patience.take()) return void socket.disconnect(true)
    const ack = ackOf(event)
    if (!ack) return
    const { code, detail } = problemOf(new Refusal('too_fast'), socket.data.language)
    ack({ ok: false, error: { code, message: detail } })
  })
}
