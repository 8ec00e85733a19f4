import type { Actor } from '../../shared/access/actor'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { colourOf } from '../../shared/rules/colour'
import { tokenBucket } from '../concurrency/tokenBucket'
import type { Client, Room } from './room'
import { readAwareness, type AwarenessEntry } from './wire'

/** A client speaks for itself; among more entries than this none is its own. */
const ENTRIES = 64

/** The state that one writer's connection shows to the others at the document. */
export class OwnAwareness {
  readonly #messages = tokenBucket({ perSecond: limits.awarenessPerSecond, burst: 2 * limits.awarenessPerSecond })
  /** True if the client id under which the member is shown is its user's; null before it showed anything. */
  #claim: Promise<boolean | null> | null = null

  constructor(private readonly member: Client, private readonly room: Room, private readonly actor: Extract<Actor, { kind: 'user' }>) {}

  /** @throws Refusal `invalid`, with the key `message` */
  hear(bytes: Uint8Array): void {
    if (!this.#messages.take()) return
    void this.#show(entriesIn(bytes))
  }

  /** [LIMIT-26] Others learn of a client id only once it is its user's, so that nobody else can write under it before. */
  async #show(entries: readonly AwarenessEntry[]): Promise<void> {
    const { actor, member, room } = this
    const isNew = this.#claim === null
    const clientId = room.awareness.bind(member, actor.id, entries)
    // The others are sent only now, because only now it is known which client id is the member's own and need not be told.
    if (isNew) room.awareness.sendAll(member)
    if (clientId === null) return
    this.#claim ??= room.claim(clientId, actor.id)
    const isTheirs = await this.#claim
    // The claim failed for now and is made again with the member's next state.
    if (isTheirs === null) this.#claim = null
    if (!isTheirs || !room.clients.has(member)) return
    room.awareness.set(member, entries, { id: actor.id, name: actor.name, colour: colourOf(actor.id, actor.colour) })
  }
}

function entriesIn(bytes: Uint8Array): AwarenessEntry[] {
  try {
    return readAwareness(bytes, ENTRIES)
  } catch {
    throw new Refusal('invalid', { key: 'message' })
  }
}
