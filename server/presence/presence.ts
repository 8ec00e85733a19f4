import type { z } from 'zod'
import { userIdOf, type Actor } from '../../shared/access/actor'
import { canFollow } from '../../shared/access/feeds'
import { PresenceSet, type Presence } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { colourOf } from '../../shared/rules/colour'
import type { Services } from '../services'
import type { AppSocket, AppSockets } from '../transport/socket'

interface Place {
  people: Map<string, Presence>
  guests: Set<string>
  changed: Set<string>
  gone: Set<string>
}

export interface PresenceBook {
  set: (socket: AppSocket, news: z.output<typeof PresenceSet>) => void
  /** Says anew who it is, after a change of name, colour or picture. */
  stamp: (socket: AppSocket) => void
  leave: (socket: AppSocket) => void
  close: () => void
}

const userOf = ({ id, name, colour, avatar_path = null }: Actor & { kind: 'user' }): Presence['user'] =>
  ({ id, name, colour: colourOf(id, colour), avatar_path })

const roomOf = (face: string) => `presence:${face}`

/**
 * Who is at which face and on which hold: never stored. The server stamps who it is; differences go
 * out together, at most fifteen times a second.
 */
export function createPresence(io: AppSockets): PresenceBook {
  const places = new Map<string, Place>()
  const whereIs = new Map<string, string>()
  let timer: NodeJS.Timeout | null = null

  const placeOf = (face: string): Place => {
    const place = places.get(face) ?? { people: new Map(), guests: new Set(), changed: new Set(), gone: new Set() }
    places.set(face, place)
    return place
  }
  const flush = () => {
    timer = null
    for (const [face, place] of places) {
      if (place.changed.size + place.gone.size > 0) {
        const set = [...place.changed].flatMap(id => place.people.get(id) ?? [])
        io.to(roomOf(face)).volatile.emit('presence', { face, set, gone: [...place.gone].filter(id => !place.people.has(id)), guests: place.guests.size })
      }
      place.changed.clear()
      place.gone.clear()
      if (place.people.size + place.guests.size === 0) places.delete(face)
    }
  }
  const soon = () => {
    timer ??= setTimeout(flush, limits.presenceTickMs)
  }

  function leave(socket: AppSocket): void {
    const face = whereIs.get(socket.id)
    if (face === undefined) return
    whereIs.delete(socket.id)
    const place = placeOf(face)
    // Of a guest only the number changes.
    if (place.people.delete(socket.id)) place.gone.add(socket.id)
    else place.changed.add(socket.id)
    place.guests.delete(socket.id)
    void socket.leave(roomOf(face))
    soon()
  }

  function enter(socket: AppSocket, face: string): void {
    leave(socket)
    whereIs.set(socket.id, face)
    void socket.join(roomOf(face))
    const place = placeOf(face)
    if (socket.data.actor.kind !== 'user') place.guests.add(socket.id)
    socket.emit('presence', { face, set: [...place.people.values()], gone: [], guests: place.guests.size, all: true })
    place.changed.add(socket.id)
    soon()
  }

  return {
    leave,
    stamp(socket) {
      const place = places.get(whereIs.get(socket.id) ?? '')
      const known = place?.people.get(socket.id)
      const { actor } = socket.data
      if (!place || !known || actor.kind !== 'user') return
      place.people.set(socket.id, { ...known, user: userOf(actor) })
      place.changed.add(socket.id)
      soon()
    },
    set(socket, news) {
      if (whereIs.get(socket.id) !== news.face) enter(socket, news.face)
      const { actor } = socket.data
      if (actor.kind !== 'user') return
      const place = placeOf(news.face)
      const { hold, point, mode } = news
      place.people.set(socket.id, {
        id: socket.id,
        user: userOf(actor),
        ...(hold === undefined ? {} : { hold }),
        ...(point === undefined ? {} : { point }),
        ...(mode === undefined ? {} : { mode }),
      })
      place.changed.add(socket.id)
      soon()
    },
    close() {
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
