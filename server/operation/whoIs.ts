import { createHmac, randomBytes } from 'node:crypto'
import { guest, type Actor } from '../../shared/access/actor'

export interface Asking {
  /** A command, an event or a document's kind; never a text that somebody wrote. */
  what: string
  actor?: Actor
  address?: string | null
  /** The id of an HTTP request. */
  requestId?: string
}
/** The account or key by id; a guest by a mark. */
export type WhoIs = (asking: Pick<Asking, 'actor' | 'address'>) => string

/** Names the caller for the log. Guests have a mark that differs after each start, so no address stands in the log. */
export function createWhoIs(): WhoIs {
  const salt = randomBytes(32)
  const markOf = (address: string | null) => createHmac('sha256', salt).update(address ?? '').digest('base64url').slice(0, 10)
  return ({ actor = guest, address = null }) => {
    if (actor.kind === 'user') return `user ${actor.id}`
    return actor.kind === 'key' ? `key ${actor.id ?? actor.name}` : `guest ${markOf(address)}`
  }
}
