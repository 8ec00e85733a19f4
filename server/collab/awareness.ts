import { limits } from '../../shared/limits'
import { frameOf } from './frame'
import { awarenessMessage, type AwarenessEntry } from './wire'

/** So many changes are told in one moment; the others are told in the next. */
const TOLD_AT_ONCE = 50

interface Receiver {
  sendFrame: (frame: Buffer) => void
}

/** The people in a room, as Yjs awareness. It is kept in memory, and each connection speaks for itself alone. */
export interface Awareness {
  /**
   * Chooses the client id under which the member is shown from now on: the first of its entries that nobody else holds.
   * A user who comes back takes their own id over. Null if others hold all of them.
   */
  bind: (member: Receiver, userId: string, entries: readonly AwarenessEntry[]) => number | null
  /** Takes the member's entry about itself, once the member is bound. Entries about others are ignored. */
  set: (member: Receiver, entries: readonly AwarenessEntry[], identity: object) => void
  /** Sends everybody else's entry to the member. */
  sendAll: (member: Receiver) => void
  leave: (member: Receiver) => void
}

interface Seen {
  clientId: number
  userId: string
  state: string
}

/** The client's state with the identity that the server knows; null if the state is too long or is no object. */
function withIdentity(state: string, stamp: object): string | null {
  if (state.length > limits.awarenessBytes) return null
  try {
    const said: unknown = JSON.parse(state)
    if (typeof said !== 'object' || said === null || Array.isArray(said)) return said === null ? 'null' : null
    return JSON.stringify({ ...said, user: stamp })
  } catch {
    return null
  }
}

export function createAwareness(members: ReadonlySet<Receiver>): Awareness {
  const seen = new Map<Receiver, Seen>()
  const holders = new Map<number, Receiver>()
  const changed = new Set<Receiver>()
  const gone = new Set<number>()
  const newcomers = new Set<Receiver>()
  let timer: NodeJS.Timeout | null = null
  // The server counts the clock itself and only upwards, so that no restart and no client can make an entry look old or
  // unbeatable.
  let clock = Date.now()

  const entryOf = ({ clientId, state }: Seen): AwarenessEntry => ({ clientId, clock, state })

  const frameFor = (those: readonly Seen[]) => (those.length > 0 ? frameOf(awarenessMessage(those.map(entryOf))) : null)
  const shown = (isAsked: (member: Receiver) => boolean) =>
    [...seen].filter(([member, { state }]) => state !== 'null' && isAsked(member)).map(([, one]) => one)

  /** Sends one frame to all newcomers. The changes of this moment reach them with the news. */
  function welcome(news: ReadonlySet<Receiver>): void {
    const frame = newcomers.size > 0 ? frameFor(shown(member => !news.has(member))) : null
    for (const member of newcomers) {
      // A member is not told of itself.
      const isAmong = !news.has(member) && seen.has(member)
      const theirs = isAmong ? frameFor(shown(other => other !== member && !news.has(other))) : frame
      if (theirs) member.sendFrame(theirs)
    }
    newcomers.clear()
  }

  function flush(): void {
    timer = null
    clock = Math.max(clock + 1, Date.now())
    const told = new Set([...changed].slice(0, TOLD_AT_ONCE))
    welcome(told)
    const left = [...gone].map(clientId => ({ clientId, userId: '', state: 'null' }))
    const newsFor = (member: Receiver | null) => [...[...told].flatMap(other => (other === member ? [] : seen.get(other) ?? [])), ...left]
    const frame = frameFor(newsFor(null))
    for (const member of members) {
      const theirs = told.has(member) ? frameFor(newsFor(member)) : frame
      if (theirs) member.sendFrame(theirs)
    }
    for (const member of told) changed.delete(member)
    gone.clear()
    if (changed.size > 0) soon()
  }
  const soon = () => {
    timer ??= setTimeout(flush, limits.presenceTickMs)
  }
  function take(member: Receiver, clientId: number, userId: string): number {
    const holder = holders.get(clientId)
    if (holder) seen.delete(holder)
    seen.set(member, { clientId, userId, state: 'null' })
    holders.set(clientId, member)
    return clientId
  }

  return {
    bind(member, userId, entries) {
      const mine = seen.get(member)
      if (mine) return mine.clientId
      const free = entries.find(({ clientId }) => {
        const holder = holders.get(clientId)
        return holder === undefined || seen.get(holder)?.userId === userId
      })
      return free ? take(member, free.clientId, userId) : null
    },
    set(member, entries, stamp) {
      const mine = seen.get(member)
      const entry = mine && entries.find(({ clientId }) => clientId === mine.clientId)
      const state = entry && withIdentity(entry.state, stamp)
      if (!mine || !state) return
      mine.state = state
      changed.add(member)
      gone.delete(mine.clientId)
      soon()
    },
    sendAll(member) {
      newcomers.add(member)
      soon()
    },
    leave(member) {
      const mine = seen.get(member)
      seen.delete(member)
      changed.delete(member)
      newcomers.delete(member)
      if (!mine) return
      holders.delete(mine.clientId)
      gone.add(mine.clientId)
      soon()
    },
  }
}
