import { limits } from '../../shared/limits'
import { chunksOf } from '../concurrency/chunks'
import type { PresenceDiff } from '../cluster/cluster'
import type { AppSocket, AppSockets } from '../socketIo/appSocket'
import { emitInPieces } from '../socketIo/emitInPieces'
import { withoutPointer, type FacePresence } from './facePresence'

/**
 * So many sockets of a face are written to in a millisecond, in the long run: faces with thousands of viewers get news
 * less often.
 */
const WRITES_PER_MS = 10
/** So many newcomers get the whole list before others are let in. */
const ARRIVALS_AT_ONCE = 200

export const roomOf = (face: string, isEditor: boolean) => `${isEditor ? 'pointers' : 'presence'}:${face}`

interface Parts {
  places: Map<string, FacePresence>
  /** True if the socket is at the face in that role: as an editor or as a viewer. */
  listens: (socket: AppSocket, face: string, isEditor: boolean) => boolean
  tellServers: (news: readonly PresenceDiff[]) => void
}

/**
 * [LIMIT-47] Tells who is at a face. Those who know everybody get differences; newcomers get the whole list, written
 * once for all of them. Each face has its own pace: the more sockets it has, the longer it rests.
 */
export function createPresenceBroadcast(io: AppSockets, { places, listens, tellServers }: Parts) {
  /** Faces that have news to tell. */
  const stirred = new Set<string>()
  /** The sockets that wait for the list of a face, and whether each is an editor. */
  const arrivals = new Map<string, Map<AppSocket, boolean>>()
  /** The end of a face's rest, in milliseconds of a clock that never goes back; Infinity while it is being told. */
  const restsUntil = new Map<string, number>()
  let timer: NodeJS.Timeout | null = null

  /** @returns the number of sockets that were written to */
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

  /** Changes after the list was made are told as news: its receivers get those from then on. */
  async function lists(face: string, place: FacePresence): Promise<number> {
    const came = arrivals.get(face)
    if (!came) return 0
    arrivals.delete(face)
    const [everybody, { guests }] = [place.everybody(), place]
    for (const isEditor of [true, false]) {
      const set = isEditor ? everybody : everybody.map(withoutPointer)
      const sockets = [...came].flatMap(([socket, asEditor]) => (asEditor === isEditor ? [socket] : []))
      for (const some of chunksOf(sockets, ARRIVALS_AT_ONCE)) {
        // Sockets that left or changed their role meanwhile wait for another list or for none.
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
