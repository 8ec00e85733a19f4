import type { z } from 'zod'
import type { Actor } from '../../shared/access/actor'
import { canFollow } from '../../shared/access/feeds'
import { PresenceSet, type Presence } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { colourOf } from '../../shared/rules/colour'
import { refusalTo } from '../feeds/audience'
import { tokenBucket } from '../limits/tokenBucket'
import type { Neighbours } from '../nodes/neighbours'
import type { Services } from '../services'
import { answering } from '../transport/answering'
import type { AppSocket, AppSockets } from '../transport/socket'
import { Place, withoutPointer } from './place'

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

const EDITING: readonly (Presence['mode'])[] = ['set', 'annotate']
const roomOf = (face: string, isEditor: boolean) => `${isEditor ? 'pointers' : 'presence'}:${face}`

/**
 * Who is at which face and on which hold, on every server: never stored. Pointers go to those who edit. The server stamps who it
 * is; differences go out together, at most fifteen times a second. What the other servers were not
 * told, or did not hear, the next heartbeat tells; who is not in it any more is forgotten.
 */
export function createPresence(io: AppSockets, neighbours: Neighbours): PresenceBook {
  const places = new Map<string, Place>()
  const whereIs = new Map<string, { face: string; isEditor: boolean }>()
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
      const { editors, others } = place.newsForSockets()
      if (editors) io.to(roomOf(face, true)).volatile.emit('presence', { face, ...editors })
      if (others) io.to(roomOf(face, false)).volatile.emit('presence', { face, ...others })
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
    const at = whereIs.get(socket.id)
    if (at === undefined || only !== undefined && only !== at.face) return
    const { face } = at
    whereIs.delete(socket.id)
    void socket.leave(roomOf(face, at.isEditor))
    placeOf(face).remove(socket.id)
    soon()
  }

  function enter(socket: AppSocket, face: string, isEditor: boolean): void {
    leave(socket)
    if (socket.data.actor.kind !== 'user') placeOf(face).addGuest(socket.id)
    listenAs(socket, face, isEditor)
    soon()
  }

  /** Whoever begins or ceases to edit is told everybody anew: with the pointers, or without those they saw. */
  function listenAs(socket: AppSocket, face: string, isEditor: boolean): void {
    whereIs.set(socket.id, { face, isEditor })
    void socket.leave(roomOf(face, !isEditor))
    void socket.join(roomOf(face, isEditor))
    const place = placeOf(face)
    const set = isEditor ? place.everybody() : place.everybody().map(withoutPointer)
    socket.emit('presence', { face, set, gone: [], guests: place.guests, all: true })
  }

  return {
    leave,
    stamp(socket) {
      const place = places.get(whereIs.get(socket.id)?.face ?? '')
      const known = place?.get(socket.id)
      const { actor } = socket.data
      if (!known || actor.kind !== 'user') return
      place?.put({ ...known, user: userOf(actor) })
      soon()
    },
    set(socket, { face, hold, point, mode }) {
      const { actor } = socket.data
      const at = whereIs.get(socket.id)
      const wasEditor = at?.face === face && at.isEditor
      const isEditor = actor.kind === 'user' && (mode === undefined ? wasEditor : EDITING.includes(mode))
      if (at?.face !== face) enter(socket, face, isEditor)
      else if (at.isEditor !== isEditor) listenAs(socket, face, isEditor)
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
export function presenceEvents(socket: AppSocket, parts: Services & { presence: PresenceBook }): void {
  const { presence, config, knownFeeds } = parts
  const sets = tokenBucket({ perSecond: limits.presencePerSecond, burst: limits.presencePerSecond })
  socket.on('presence:set', answering(socket, parts, PresenceSet, async (news) => {
    const feed = `face:${news.face}`
    if (!canFollow(socket.data.actor, feed, config.publicRead)) throw refusalTo(socket.data)
    if (!sets.take()) throw new Refusal('too_fast', { seconds: sets.waitFor() })
    if (!knownFeeds.isKnown(feed) && !await knownFeeds.exists(feed)) throw new Refusal('not_found')
    // Whoever went meanwhile is nowhere.
    if (socket.connected) presence.set(socket, news)
    return {}
  }))
  socket.on('disconnect', () => presence.leave(socket))
}
