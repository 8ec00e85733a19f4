import { limits } from '../../shared/limits'
import { frameOf } from './frame'
import { awarenessMessage, type AwarenessEntry } from './wire'

/** How many are told of in one moment; the others in the next. */
const TOLD_AT_ONCE = 50

interface Receiver {
  sendFrame: (frame: Buffer) => void
}

/** Who is in a room, as Yjs awareness: kept in memory, each connection speaks for itself alone. */
export interface Awareness {
  /**
   * The client id for which the member speaks from now on: the first that nobody else speaks for; a user who comes
   * back takes their own over. Null where all are others'.
   */
  bind: (member: Receiver, userId: string, entries: readonly AwarenessEntry[]) => number | null
  /** Takes what the member says of itself, once it is bound; entries about others are passed over. */
  set: (member: Receiver, entries: readonly AwarenessEntry[], identity: object) => void
  /** Everyone else, to who asks. */
  sendAll: (member: Receiver) => void
  leave: (member: Receiver) => void
}

interface Seen {
  clientId: number
  userId: string
  state: string
}

/** What a client says of itself, with the identity that we know. */
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
  // Given by us and always rising, so that neither a restart nor a client can make an entry look old or unbeatable.
  let clock = Date.now()

  const entryOf = ({ clientId, state }: Seen): AwarenessEntry => ({ clientId, clock, state })

  const frameFor = (those: readonly Seen[]) => (those.length > 0 ? frameOf(awarenessMessage(those.map(entryOf))) : null)
  const shown = (isAsked: (member: Receiver) => boolean) =>
    [...seen].filter(([member, { state }]) => state !== 'null' && isAsked(member)).map(([, one]) => one)

  /** One frame for all who come: what changed in this moment they are told as news. */
  function welcome(news: ReadonlySet<Receiver>): void {
    const frame = newcomers.size > 0 ? frameFor(shown(member => !news.has(member))) : null
    for (const member of newcomers) {
      // Of itself nobody is told.
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
