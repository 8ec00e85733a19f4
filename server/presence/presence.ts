import type { z } from 'zod'
import { userIdOf, type Actor } from '../../shared/access/actor'
import { canFollow } from '../../shared/access/feeds'
import { PresenceSet, type Presence } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { colourOf } from '../../shared/rules/colour'
import type { Neighbours } from '../nodes/neighbours'
import type { Services } from '../services'
import type { AppSocket, AppSockets } from '../transport/socket'
import { Place } from './place'

export interface PresenceBook {
  set: (socket: AppSocket, news: z.output<typeof PresenceSet>) => void
  /** Says anew who it is, after a change of name, colour or picture. */
  stamp: (socket: AppSocket) => void
  /** The face, if it is the one where the socket is, or whichever that is. */
  leave: (socket: AppSocket, face?: string) => void
  close: () => void
}

const userOf = ({ id, name, colour, avatar_path = null }: Actor & { kind: 'user' }): Presence['user'] =>
  ({ id, name, colour: colourOf(id, colour), avatar_path })

const roomOf = (face: string) => `presence:${face}`

/**
 * Who is at which face and on which hold, on every server: never stored. The server stamps who it
 * is; differences go out together, at most fifteen times a second. What the other servers were not
 * told, or did not hear, the next heartbeat tells; who is not in it any more is forgotten.
 */
export function createPresence(io: AppSockets, neighbours: Neighbours): PresenceBook {
  const places = new Map<string, Place>()
  const whereIs = new Map<string, string>()
  let timer: NodeJS.Timeout | null = null

  const placeOf = (face: string): Place => {
    const place = places.get(face) ?? new Place()
    places.set(face, place)
    return place
  }
  const tick = () => {
    timer = null
    neighbours.tell([...places].flatMap(([face, place]) => place.newsForServers(face) ?? []))
    for (const [face, place] of places) {
      const news = place.newsForSockets()
      if (news) io.to(roomOf(face)).volatile.emit('presence', { face, ...news })
      if (place.isEmpty) places.delete(face)
    }
  }
  const soon = () => {
    timer ??= setTimeout(tick, limits.presenceTickMs)
  }
  const tellAll = () => neighbours.tell([...places].flatMap(([face, place]) => place.ours(face) ?? []))
  const forget = (isGone: Parameters<Place['forget']>[0]) => {
    for (const place of places.values()) place.forget(isGone)
    soon()
  }
  neighbours.listen({
    places(node, all) {
      for (const news of all) placeOf(news.face).hear(node, news, Date.now() + limits.presenceExpiryMs)
      soon()
    },
    who: tellAll,
    bye: gone => forget(({ node }) => node === gone),
  })
  const heart = setInterval(() => {
    tellAll()
    const now = Date.now()
    forget(({ until }) => until < now)
  }, limits.presenceBeatMs)

  function leave(socket: AppSocket, only?: string): void {
    const face = whereIs.get(socket.id)
    if (face === undefined || only !== undefined && only !== face) return
    whereIs.delete(socket.id)
    void socket.leave(roomOf(face))
    placeOf(face).remove(socket.id)
    soon()
  }

  function enter(socket: AppSocket, face: string): void {
    leave(socket)
    whereIs.set(socket.id, face)
    void socket.join(roomOf(face))
    const place = placeOf(face)
    if (socket.data.actor.kind !== 'user') place.addGuest(socket.id)
    socket.emit('presence', { face, set: place.everybody(), gone: [], guests: place.guests, all: true })
    soon()
  }

  return {
    leave,
    stamp(socket) {
      const place = places.get(whereIs.get(socket.id) ?? '')
      const known = place?.get(socket.id)
      const { actor } = socket.data
      if (!known || actor.kind !== 'user') return
      place?.put({ ...known, user: userOf(actor) })
      soon()
    },
    set(socket, { face, hold, point, mode }) {
      if (whereIs.get(socket.id) !== face) enter(socket, face)
      const { actor } = socket.data
      if (actor.kind !== 'user') return
      placeOf(face).put({
        id: socket.id,
        user: userOf(actor),
        ...(hold === undefined ? {} : { hold }),
        ...(point === undefined ? {} : { point }),
        ...(mode === undefined ? {} : { mode }),
      })
      soon()
    },
    close() {
      clearInterval(heart)
      if (timer) clearTimeout(timer)
    },
  }
}

/** Twenty a second are taken; more are left out, the next one tells where they are anyway. */
export function presenceEvents(socket: AppSocket, { presence, config }: Services & { presence: PresenceBook }): void {
  let second = 0
  let taken = 0
  socket.on('presence:set', (raw, ack) => {
    const reply = typeof ack === 'function' ? ack : () => {}
    const news = PresenceSet.safeParse(raw)
    if (!news.success) return reply({ ok: false, error: { code: 'invalid', message: '' } })
    if (!canFollow(socket.data.actor, `face:${news.data.face}`, config.publicRead)) {
      return reply({ ok: false, error: { code: userIdOf(socket.data.actor) ? 'not_found' : 'unauthenticated', message: '' } })
    }
    const now = Math.floor(Date.now() / 1000)
    if (now !== second) [second, taken] = [now, 0]
    if (++taken > limits.presencePerSecond) return reply({ ok: false, error: { code: 'too_fast', message: '' } })
    presence.set(socket, news.data)
    return reply({ ok: true })
  })
  socket.on('disconnect', () => presence.leave(socket))
}
