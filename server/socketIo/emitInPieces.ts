import { setImmediate } from 'node:timers/promises'
import { chunksOf } from '../concurrency/chunks'
import type { AppSockets } from './appSocket'

/** So many sockets are written to before others are let in. */
const AT_ONCE = 500

type Some = ReturnType<AppSockets['to']>

/**
 * [LIMIT-43] Sends to all of a room, or to the given sockets, in portions between which others are served. Sockets that
 * left or closed meanwhile get nothing; the caller must tell newcomers in another way.
 */
export async function emitInPieces(io: AppSockets, to: string | readonly string[], send: (some: Some) => void): Promise<void> {
  const { rooms } = io.sockets.adapter
  const ids = typeof to === 'string' ? rooms.get(to) : to
  const all = [...ids ?? []]
  // An empty list of sockets would mean all.
  if (all.length === 0) return
  if (all.length <= AT_ONCE) return send(io.to(typeof to === 'string' ? to : all))
  for (const portion of chunksOf(all, AT_ONCE)) {
    const still = typeof to === 'string' ? portion.filter(id => rooms.get(to)?.has(id)) : portion
    if (still.length > 0) send(io.to(still))
    await setImmediate()
  }
}
