import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { tokenBucket } from '../limits/tokenBucket'
import type { TellRefusal } from '../refusalLog'
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
export function keepPace(socket: AppSocket, tell: TellRefusal): void {
  const events = tokenBucket({ perSecond: limits.socketEventsPerSecond, burst: limits.socketEventsAtOnce })
  const patience = tokenBucket({ perSecond: 1, burst: limits.socketEventsAtOnce })
  socket.use((event, next) => {
    if (events.take()) return next()
    const refusal = new Refusal('too_fast')
    tell(refusal, { what: 'socket event', actor: socket.data.actor })
    if (!patience.take()) return void socket.disconnect(true)
    const ack = ackOf(event)
    if (!ack) return
    const { code, detail } = problemOf(refusal, socket.data.language)
    ack({ ok: false, error: { code, message: detail } })
  })
}
