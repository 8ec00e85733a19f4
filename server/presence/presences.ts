import type { z } from 'zod'
import type { Actor } from '../../shared/access/actor'
import type { Presence, PresenceSet } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { colourOf } from '../../shared/rules/colour'
import type { Cluster } from '../cluster/cluster'
import type { AppSocket, AppSockets } from '../socketIo/appSocket'
import type { Attendance } from './attendance'
import { FacePresence } from './facePresence'
import { createPresenceBroadcast, roomOf } from './broadcast'
import { VisitedFaces } from './visitedFaces'

export interface Presences {
  set: (socket: AppSocket, news: z.output<typeof PresenceSet>) => void
  /** Takes the user's new name, colour or picture. */
  refreshIdentity: (socket: AppSocket) => void
  /** The face, if it is the one where the socket is; without an argument whichever that is. */
  leave: (socket: AppSocket, face?: string) => void
  close: () => void
}

/** The person as shown at that place; there they keep their colour for as long as they stay. */
function userAt(place: FacePresence, { id, name, colour, avatar_path = null }: Actor & { kind: 'user' }, isNew = false): Presence['user'] {
  const kept = isNew ? undefined : place.colourHere(id)
  return { id, name, colour: kept ?? place.freeColour(id, colourOf(id, colour)), avatar_path }
}

const EDITING: readonly (Presence['mode'])[] = ['set', 'annotate']

/**
 * Keeps who is at which face and on which hold, on every server; it is never stored. Pointers go to editors. The server
 * states the identity; differences go out together, at most fifteen times a second. The next heartbeat tells the other
 * servers whatever they missed, and people who are missing in it are forgotten.
 */
export function createPresences(io: AppSockets, cluster: Cluster, attendance: Attendance): Presences {
  const places = new Map<string, FacePresence>()
  const visited = new VisitedFaces(cluster)
  const whereIs = new Map<string, { face: string; isEditor: boolean }>()
  const { soon, arrive, close } = createPresenceBroadcast(io, {
    places,
    listens(socket, face, isEditor) {
      const at = whereIs.get(socket.id)
      return at?.face === face && at.isEditor === isEditor
    },
    tellServers: cluster.sendPresence,
  })

  const placeOf = (face: string): FacePresence => {
    const place = places.get(face) ?? new FacePresence()
    places.set(face, place)
    return place
  }
  const announceAll = () => cluster.sendPresence([...places].flatMap(([face, place]) => place.ours(face) ?? []))
  const forget = (isGone: Parameters<FacePresence['forget']>[0]) => {
    for (const [face, place] of places) {
      place.forget(isGone)
      soon(face)
    }
  }
  cluster.listen({
    presence(node, all) {
      for (const news of all.filter(({ face }) => visited.has(face))) {
        placeOf(news.face).hear(node, news, Date.now() + limits.presenceExpiryMs)
        soon(news.face)
      }
    },
    presenceAsked: face => cluster.sendPresence([places.get(face)?.ours(face) ?? []].flat()),
    nodeJoined: announceAll,
    nodeLeft: gone => forget(({ node }) => node === gone),
  })
  const heart = setInterval(() => {
    announceAll()
    forget(({ until }) => until < Date.now())
  }, limits.presenceBeatMs)

  function leave(socket: AppSocket, only?: string): void {
    const at = whereIs.get(socket.id)
    if (at === undefined || only !== undefined && only !== at.face) return
    const { face } = at
    whereIs.delete(socket.id)
    attendance.look(socket.id, null)
    void socket.leave(roomOf(face, at.isEditor))
    placeOf(face).remove(socket.id)
    if (visited.exit(face)) placeOf(face).forget(({ node }) => node !== null)
    soon(face)
  }

  /** A socket that comes, or begins or stops editing, gets everybody anew: with the pointers or without. */
  function listenAs(socket: AppSocket, face: string, isEditor: boolean): void {
    if (whereIs.get(socket.id)?.face !== face) visited.enter(face)
    whereIs.set(socket.id, { face, isEditor })
    void socket.leave(roomOf(face, !isEditor))
    arrive(socket, face, isEditor)
  }

  return {
    leave,
    refreshIdentity(socket) {
      const { face = '' } = whereIs.get(socket.id) ?? {}
      const place = places.get(face)
      const known = place?.get(socket.id)
      const { actor } = socket.data
      if (actor.kind === 'user') attendance.rename(socket.id, actor.name)
      if (!place || !known || actor.kind !== 'user') return
      place.put({ ...known, user: userAt(place, actor, true) })
      soon(face)
    },
    set(socket, { face, hold, point, mode }) {
      const { actor } = socket.data
      const at = whereIs.get(socket.id)
      const wasEditor = at?.face === face && at.isEditor
      const isEditor = actor.kind === 'user' && (mode === undefined ? wasEditor : EDITING.includes(mode))
      if (at?.face !== face) leave(socket)
      attendance.look(socket.id, face)
      if (at?.face !== face || at.isEditor !== isEditor) listenAs(socket, face, isEditor)
      const place = placeOf(face)
      const isNamed = actor.kind === 'user' && (place.get(socket.id) !== undefined || place.people < limits.presenceNamed)
      if (isNamed) {
        place.put({
          id: socket.id,
          user: userAt(place, actor),
          ...(hold === undefined ? {} : { hold }),
          ...(point === undefined ? {} : { point }),
          ...(mode === undefined ? {} : { mode }),
        })
      } else place.addGuest(socket.id)
      soon(face)
    },
    close() {
      clearInterval(heart)
      close()
    },
  }
}
