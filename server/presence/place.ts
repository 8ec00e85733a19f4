import type { Presence } from '../../shared/contract/feeds'
import type { PlaceNews } from '../nodes/neighbours'

/** What changed since it was last asked, for the sockets here or for the other servers. */
interface Changes {
  changed: Set<string>
  gone: Set<string>
  guests: boolean
}
const noChanges = (): Changes => ({ changed: new Set(), gone: new Set(), guests: false })

/** Where somebody is connected: a server, until when that is believed. */
interface Seen {
  presence: Presence
  node: string | null
  until: number
}

/** Who is at one face, on this server and on the others. */
export class Place {
  readonly #people = new Map<string, Seen>()
  readonly #guests = new Set<string>()
  readonly #guestsElsewhere = new Map<string, { count: number; until: number }>()
  #toSockets = noChanges()
  #toServers = noChanges()

  get isEmpty(): boolean {
    return this.#people.size + this.#guests.size + this.#guestsElsewhere.size === 0
  }

  get guests(): number {
    return [...this.#guestsElsewhere.values()].reduce((sum, { count }) => sum + count, this.#guests.size)
  }

  get(id: string): Presence | undefined {
    return this.#people.get(id)?.presence
  }

  everybody(): Presence[] {
    return [...this.#people.values()].map(({ presence }) => presence)
  }

  put(presence: Presence): void {
    this.#people.set(presence.id, { presence, node: null, until: Infinity })
    this.#mark(presence.id, 'changed', null)
  }

  addGuest(id: string): void {
    this.#guests.add(id)
    this.#guestsMoved(null)
  }

  remove(id: string): void {
    if (this.#people.delete(id)) this.#mark(id, 'gone', null)
    if (this.#guests.delete(id)) this.#guestsMoved(null)
  }

  /** What another server says of its own sockets; saying it again only keeps it believed. */
  hear(node: string, { set, gone, guests }: PlaceNews, until: number): void {
    for (const said of set) {
      const presence = said as Presence
      const known = this.#people.get(presence.id)
      this.#people.set(presence.id, { presence, node, until })
      if (JSON.stringify(known?.presence) !== JSON.stringify(presence)) this.#mark(presence.id, 'changed', node)
    }
    for (const id of gone) if (this.#people.delete(id)) this.#mark(id, 'gone', node)
    if ((this.#guestsElsewhere.get(node)?.count ?? 0) !== guests) this.#guestsMoved(node)
    if (guests > 0) this.#guestsElsewhere.set(node, { count: guests, until })
    else this.#guestsElsewhere.delete(node)
  }

  /** Forgets whoever is on that server, or of whom nothing was heard for too long. */
  forget(isGone: (seen: { node: string | null; until: number }) => boolean): void {
    for (const [id, seen] of this.#people) {
      if (isGone(seen) && this.#people.delete(id)) this.#mark(id, 'gone', seen.node)
    }
    for (const [node, { until }] of this.#guestsElsewhere) {
      if (isGone({ node, until }) && this.#guestsElsewhere.delete(node)) this.#guestsMoved(node)
    }
  }

  /** What the sockets here have not been told; null if that is nothing. */
  newsForSockets(): { set: Presence[]; gone: string[]; guests: number } | null {
    const { changed, gone, guests } = this.#toSockets
    this.#toSockets = noChanges()
    if (changed.size + gone.size === 0 && !guests) return null
    return { set: this.#those(changed), gone: [...gone], guests: this.guests }
  }

  /** What the other servers have not been told of ours; null if that is nothing. */
  newsForServers(face: string): PlaceNews | null {
    const { changed, gone, guests } = this.#toServers
    this.#toServers = noChanges()
    if (changed.size + gone.size === 0 && !guests) return null
    return { face, set: this.#those(changed), gone: [...gone], guests: this.#guests.size }
  }

  /** Everybody of ours, whether they were told or not; null if that is nobody. */
  ours(face: string): PlaceNews | null {
    const set = [...this.#people.values()].flatMap(({ presence, node }) => (node === null ? [presence] : []))
    return set.length + this.#guests.size === 0 ? null : { face, set, gone: [], guests: this.#guests.size }
  }

  #those(ids: ReadonlySet<string>): Presence[] {
    return [...ids].flatMap(id => this.#people.get(id)?.presence ?? [])
  }

  #mark(id: string, what: 'changed' | 'gone', node: string | null): void {
    for (const changes of node === null ? [this.#toSockets, this.#toServers] : [this.#toSockets]) {
      changes.changed.delete(id)
      changes.gone.delete(id)
      changes[what].add(id)
    }
  }

  #guestsMoved(node: string | null): void {
    this.#toSockets.guests = true
    if (node === null) this.#toServers.guests = true
  }
}
