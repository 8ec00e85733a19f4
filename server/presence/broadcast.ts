import { limits } from '../../shared/limits'
import { chunksOf } from '../db/chunks'
import type { PresenceDiff } from '../cluster/cluster'
import type { AppSocket, AppSockets } from '../sockets/socketServer'
import { emitInPieces } from '../sockets/emitInPieces'
import { withoutPointer, type FacePresence } from './facePresence'

/** How many sockets of a face are written to in a millisecond, in the long run: where thousands look on, news come less often. */
const WRITES_PER_MS = 10
/** How many who came are told everybody before others are let in. */
const ARRIVALS_AT_ONCE = 200

export const roomOf = (face: string, isEditor: boolean) => `${isEditor ? 'pointers' : 'presence'}:${face}`

interface Parts {
  places: Map<string, FacePresence>
  /** Whether the socket is at the face, as an editor or not. */
  listens: (socket: AppSocket, face: string, isEditor: boolean) => boolean
  tellServers: (news: readonly PresenceDiff[]) => void
}

/**
 * [LIMIT-47] Tells who is at a face: differences to those who know everybody already, and the whole list, written once
 * for all, to those who came since. Each face has its own pace: the more sockets it has, the longer it rests.
 */
export function createPresenceBroadcast(io: AppSockets, { places, listens, tellServers }: Parts) {
  /** Faces of which something is to be told. */
  const stirred = new Set<string>()
  /** Who waits for the list of a face, and whether as an editor. */
  const arrivals = new Map<string, Map<AppSocket, boolean>>()
  /** Until when a face rests, in milliseconds of a clock that never goes back; Infinity while it is being told. */
  const restsUntil = new Map<string, number>()
  let timer: NodeJS.Timeout | null = null

  /** @returns to how many sockets that was written */
  async function news(face: string, place: FacePresence): Promise<number> {
    const { editors, others } = place.newsForSockets()
    let written = 0
    for (const [told, isEditor] of [[editors, true], [others, false]] as const) {
      if (!told) continue
      const room = roomOf(face, isEditor)
      written += io.sockets.adapter.rooms.get(room)?.size ?? 0
      await emitInPieces(io, room, some => some.volatile.emit('presence', { face, ...told }))
    }
    return written
  }

  /** What changes after the list was made is told as news: those who get it hear them from then on. */
  async function lists(face: string, place: FacePresence): Promise<number> {
    const came = arrivals.get(face)
    if (!came) return 0
    arrivals.delete(face)
    const [everybody, { guests }] = [place.everybody(), place]
    for (const isEditor of [true, false]) {
      const set = isEditor ? everybody : everybody.map(withoutPointer)
      const sockets = [...came].flatMap(([socket, asEditor]) => (asEditor === isEditor ? [socket] : []))
      for (const some of chunksOf(sockets, ARRIVALS_AT_ONCE)) {
        // Whoever left, or changed over, meanwhile waits for another list or for none.
        const still = some.filter(socket => listens(socket, face, isEditor))
        await emitInPieces(io, still.map(({ id }) => id), all => all.emit('presence', { face, set, gone: [], guests, all: true }))
        for (const socket of still) void socket.join(roomOf(face, isEditor))
      }
    }
    return came.size
  }

  async function tell(face: string): Promise<void> {
    const place = places.get(face)
    restsUntil.set(face, Infinity)
    const written = place ? await news(face, place) + await lists(face, place) : 0
    restsUntil.set(face, performance.now() + written / WRITES_PER_MS)
    if (place && !place.isEmpty) return
    for (const all of [places, arrivals, restsUntil]) all.delete(face)
  }

  function tick(): void {
    timer = null
    tellServers([...stirred].flatMap(face => places.get(face)?.newsForServers(face) ?? []))
    for (const face of stirred) {
      if ((restsUntil.get(face) ?? 0) > performance.now()) continue
      stirred.delete(face)
      void tell(face)
    }
    if (stirred.size > 0) wait()
  }
  const wait = () => {
    timer ??= setTimeout(tick, limits.presenceTickMs)
  }
  const soon = (face: string) => {
    stirred.add(face)
    wait()
  }

  return {
    soon,
    arrive(socket: AppSocket, face: string, isEditor: boolean): void {
      const came = arrivals.get(face) ?? new Map<AppSocket, boolean>()
      arrivals.set(face, came.set(socket, isEditor))
      soon(face)
    },
    close() {
      if (timer) clearTimeout(timer)
    },
  }
}
