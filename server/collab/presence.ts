import { limits } from '../../shared/limits'
import { awarenessMessage, type AwarenessEntry } from './wire'

interface Receiver {
  send: (message: Uint8Array) => void
}

/** Who is in a room, as Yjs awareness: kept in memory, each connection speaks for itself alone. */
export interface Presence {
  /** Takes what the member says of itself; entries about others are passed over. */
  set: (member: Receiver, userId: string, entries: readonly AwarenessEntry[], stamp: object) => void
  /** Everyone else, to who asks. */
  tell: (member: Receiver) => void
  leave: (member: Receiver) => void
}

interface Seen {
  clientId: number
  userId: string
  state: string
}

/** What a client says of itself, with the identity that we know. */
function stamped(state: string, stamp: object): string | null {
  if (state.length > limits.awarenessBytes) return null
  try {
    const said: unknown = JSON.parse(state)
    if (typeof said !== 'object' || said === null || Array.isArray(said)) return said === null ? 'null' : null
    return JSON.stringify({ ...said, user: stamp })
  } catch {
    return null
  }
}

export function createPresence(members: ReadonlySet<Receiver>): Presence {
  const seen = new Map<Receiver, Seen>()
  const changed = new Set<Receiver>()
  const gone = new Set<number>()
  let timer: NodeJS.Timeout | null = null
  // Given by us and always rising, so that neither a restart nor a client can make an entry look old or unbeatable.
  let clock = Date.now()

  const entryOf = ({ clientId, state }: Seen): AwarenessEntry => ({ clientId, clock, state })

  function flush(): void {
    timer = null
    clock = Math.max(clock + 1, Date.now())
    const left = [...gone].map(clientId => ({ clientId, clock, state: 'null' }))
    for (const member of members) {
      const news = [...changed].flatMap(other => (other === member ? [] : seen.get(other) ?? [])).map(entryOf)
      if (news.length + left.length > 0) member.send(awarenessMessage([...news, ...left]))
    }
    changed.clear()
    gone.clear()
  }
  const soon = () => {
    timer ??= setTimeout(flush, limits.presenceTickMs)
  }
  const holderOf = (clientId: number) => [...seen].find(([, other]) => other.clientId === clientId)

  /** The first client id that nobody else speaks for; a user who comes back takes their own over. */
  function bind(member: Receiver, userId: string, entries: readonly AwarenessEntry[]): Seen | null {
    for (const { clientId } of entries) {
      const holder = holderOf(clientId)
      if (holder && holder[1].userId !== userId) continue
      if (holder) seen.delete(holder[0])
      const mine = { clientId, userId, state: 'null' }
      seen.set(member, mine)
      return mine
    }
    return null
  }

  return {
    set(member, userId, entries, stamp) {
      const mine = seen.get(member) ?? bind(member, userId, entries)
      const entry = mine && entries.find(({ clientId }) => clientId === mine.clientId)
      const state = entry && stamped(entry.state, stamp)
      if (!mine || !state) return
      mine.state = state
      changed.add(member)
      gone.delete(mine.clientId)
      soon()
    },
    tell(member) {
      const others = [...seen].filter(([other, { state }]) => other !== member && state !== 'null').map(([, other]) => entryOf(other))
      if (others.length > 0) member.send(awarenessMessage(others))
    },
    leave(member) {
      const mine = seen.get(member)
      seen.delete(member)
      changed.delete(member)
      if (!mine) return
      gone.add(mine.clientId)
      soon()
    },
  }
}
