import type { Presence } from '../../shared/contract/feeds'
import { PERSON_COLOURS } from '../../shared/rules/colour'
import type { PresenceDiff } from '../cluster/cluster'

/** The changes since they were last asked for, for the sockets here or for the other servers. */
interface Changes {
  changed: Set<string>
  /** The people of whom only the pointer changed. */
  moved: Set<string>
  gone: Set<string>
  guests: boolean
}
const noChanges = (): Changes => ({ changed: new Set(), moved: new Set(), gone: new Set(), guests: false })

export interface PresenceNews {
  set: Presence[]
  gone: string[]
  guests: number
}

/** Only editors get pointers. Viewers see the people and the hold of each. */
export function withoutPointer({ point: _, ...presence }: Presence): Presence {
  return presence
}
const looks = (presence: Presence | undefined): string => JSON.stringify(presence && withoutPointer(presence))

/** A person's place: a server, and the time until which it is believed. */
interface Seen {
  presence: Presence
  node: string | null
  until: number
}

/** The people at one face, on this server and on the others. */
export class FacePresence {
  readonly #people = new Map<string, Seen>()
  readonly #guests = new Set<string>()
  readonly #guestsElsewhere = new Map<string, { count: number; until: number }>()
  #toSockets = noChanges()
  #toServers = noChanges()

  get isEmpty(): boolean {
    return this.#people.size + this.#guests.size + this.#guestsElsewhere.size === 0
  }

  /** The most people that are named, here and elsewhere. */
  get people(): number {
    return this.#people.size
  }

  get guests(): number {
    return [...this.#guestsElsewhere.values()].reduce((sum, { count }) => sum + count, this.#guests.size)
  }

  get(id: string): Presence | undefined {
    return this.#people.get(id)?.presence
  }

  /** [SEE-9] Chooses a colour that nobody else here has, the wished one first. If none is free, it is the wished one. */
  freeColour(userId: string, wished: string): string {
    const taken = new Set(this.everybody().flatMap(({ user }) => (user.id === userId ? [] : [user.colour])))
    return [wished, ...PERSON_COLOURS].find(colour => !taken.has(colour)) ?? wished
  }

  /** The colour under which that person is here already. */
  colourHere(userId: string): string | undefined {
    return this.everybody().find(({ user }) => user.id === userId)?.user.colour
  }

  everybody(): Presence[] {
    return [...this.#people.values()].map(({ presence }) => presence)
  }

  put(presence: Presence): void {
    if (this.#guests.delete(presence.id)) this.#guestsMoved(null)
    const what = looks(this.get(presence.id)) === looks(presence) ? 'moved' : 'changed'
    this.#people.set(presence.id, { presence, node: null, until: Infinity })
    this.#mark(presence.id, what, null)
  }

  addGuest(id: string): void {
    if (this.#guests.has(id)) return
    this.#guests.add(id)
    this.#guestsMoved(null)
  }

  remove(id: string): void {
    if (this.#people.delete(id)) this.#mark(id, 'gone', null)
    if (this.#guests.delete(id)) this.#guestsMoved(null)
  }

  /** Takes another server's list of its own sockets. A repeated list only keeps it believed. */
  hear(node: string, { set, gone, guests }: PresenceDiff, until: number): void {
    for (const said of set) {
      const presence = said as Presence
      const known = this.#people.get(presence.id)
      this.#people.set(presence.id, { presence, node, until })
      if (looks(known?.presence) !== looks(presence)) this.#mark(presence.id, 'changed', node)
      else if (JSON.stringify(known?.presence.point) !== JSON.stringify(presence.point)) this.#mark(presence.id, 'moved', node)
    }
    for (const id of gone) if (this.#people.delete(id)) this.#mark(id, 'gone', node)
    this.#giveWay(set as Presence[])
    if ((this.#guestsElsewhere.get(node)?.count ?? 0) !== guests) this.#guestsMoved(node)
    if (guests > 0) this.#guestsElsewhere.set(node, { count: guests, until })
    else this.#guestsElsewhere.delete(node)
  }

  /** Forgets the people on that server, or of whom nothing was heard for too long. */
  forget(isGone: (seen: { node: string | null; until: number }) => boolean): void {
    for (const [id, seen] of this.#people) {
      if (isGone(seen) && this.#people.delete(id)) this.#mark(id, 'gone', seen.node)
    }
    for (const [node, { until }] of this.#guestsElsewhere) {
      if (isGone({ node, until }) && this.#guestsElsewhere.delete(node)) this.#guestsMoved(node)
    }
  }

  /** The news for the sockets here, for editors and for viewers; null if there are none. */
  newsForSockets(): { editors: PresenceNews | null; others: PresenceNews | null } {
    const { changed, moved, gone, guests } = this.#toSockets
    this.#toSockets = noChanges()
    const isNews = changed.size + gone.size > 0 || guests
    const base = { gone: [...gone], guests: this.guests }
    return {
      editors: isNews || moved.size > 0 ? { set: this.#those([...changed, ...moved]), ...base } : null,
      others: isNews ? { set: this.#those(changed).map(withoutPointer), ...base } : null,
    }
  }

  /** The news of our sockets for the other servers; null if there are none. */
  newsForServers(face: string): PresenceDiff | null {
    const { changed, moved, gone, guests } = this.#toServers
    this.#toServers = noChanges()
    if (changed.size + moved.size + gone.size === 0 && !guests) return null
    return { face, set: this.#those([...changed, ...moved]), gone: [...gone], guests: this.#guests.size }
  }

  /** All people on our sockets, also those told before; null if there are none. */
  ours(face: string): PresenceDiff | null {
    const set = [...this.#people.values()].flatMap(({ presence, node }) => (node === null ? [presence] : []))
    return set.length + this.#guests.size === 0 ? null : { face, set, gone: [], guests: this.#guests.size }
  }

  /** Two servers may give one colour at the same moment: then the person whose id comes later takes another. */
  #giveWay(theirs: readonly Presence[]): void {
    for (const { presence, node } of [...this.#people.values()]) {
      const { id, colour } = presence.user
      if (node !== null || !theirs.some(({ user }) => user.colour === colour && user.id < id)) continue
      this.put({ ...presence, user: { ...presence.user, colour: this.freeColour(id, colour) } })
    }
  }

  #those(ids: Iterable<string>): Presence[] {
    return [...ids].flatMap(id => this.#people.get(id)?.presence ?? [])
  }

  #mark(id: string, what: 'changed' | 'moved' | 'gone', node: string | null): void {
    for (const changes of node === null ? [this.#toSockets, this.#toServers] : [this.#toSockets]) {
      if (what === 'moved' && changes.changed.has(id)) continue
      changes.changed.delete(id)
      changes.moved.delete(id)
      changes.gone.delete(id)
      changes[what].add(id)
    }
  }

  #guestsMoved(node: string | null): void {
    this.#toSockets.guests = true
    if (node === null) this.#toServers.guests = true
  }
}
