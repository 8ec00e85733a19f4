import type { Actor } from '../../shared/access/actor'
import type { Connected } from '../../shared/model/serverNode'

/** So many people are named and so many walls listed; the row of a server stays small. */
export const NAMED_MAX = 300
const WALLS_MAX = 100
const WALLS_OF_ONE_MAX = 5

interface Person {
  name: string
  /** The wall that each of their connections looks at. */
  sockets: Map<string, string | null>
}
interface Wall {
  /** The number of connections of each user. */
  people: Map<string, number>
  guests: number
}

/** [OVERVIEW-1] Counts who is connected to this server and at which wall, step by step as people come, move and go. */
export class Attendance {
  readonly #actors = new Map<string, Actor>()
  readonly #people = new Map<string, Person>()
  readonly #walls = new Map<string, Wall>()
  readonly #facesOfOthers = new Map<string, string | null>()
  #programs = 0
  readonly #listeners: (() => void)[] = []

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  arrive(socketId: string, actor: Actor): void {
    this.#actors.set(socketId, actor)
    if (actor.kind === 'user') {
      const person = this.#people.get(actor.id) ?? { name: actor.name, sockets: new Map() }
      person.sockets.set(socketId, null)
      this.#people.set(actor.id, person)
    } else {
      this.#facesOfOthers.set(socketId, null)
      if (actor.kind === 'key') this.#programs++
    }
    this.#tell()
  }

  /** @param faceId null: at no wall any more */
  look(socketId: string, faceId: string | null): void {
    const actor = this.#actors.get(socketId)
    if (!actor) return
    const places = actor.kind === 'user' ? this.#people.get(actor.id)?.sockets : this.#facesOfOthers
    const before = places?.get(socketId) ?? null
    if (before === faceId) return
    places?.set(socketId, faceId)
    if (before !== null) this.#count(before, actor, -1)
    if (faceId !== null) this.#count(faceId, actor, 1)
    this.#tell()
  }

  rename(socketId: string, name: string): void {
    const actor = this.#actors.get(socketId)
    const person = actor?.kind === 'user' ? this.#people.get(actor.id) : undefined
    if (!person || person.name === name) return
    person.name = name
    this.#tell()
  }

  leave(socketId: string): void {
    const actor = this.#actors.get(socketId)
    if (!actor) return
    this.look(socketId, null)
    this.#actors.delete(socketId)
    if (actor.kind === 'user') {
      const person = this.#people.get(actor.id)
      person?.sockets.delete(socketId)
      if (person?.sockets.size === 0) this.#people.delete(actor.id)
    } else {
      this.#facesOfOthers.delete(socketId)
      if (actor.kind === 'key') this.#programs--
    }
    this.#tell()
  }

  summary(): Connected {
    return {
      people: firstOf(this.#people, NAMED_MAX).map(([user_id, { name, sockets }]) => ({
        user_id, name, connections: sockets.size,
        face_ids: [...new Set([...sockets.values()].filter(face => face !== null))].sort().slice(0, WALLS_OF_ONE_MAX),
      })),
      more: Math.max(0, this.#people.size - NAMED_MAX),
      guests: this.#facesOfOthers.size - this.#programs,
      programs: this.#programs,
      walls: firstOf(this.#walls, WALLS_MAX).map(([face_id, { people, guests }]) => ({ face_id, people: people.size, guests })),
    }
  }

  #count(faceId: string, actor: Actor, by: 1 | -1): void {
    const wall = this.#walls.get(faceId) ?? { people: new Map<string, number>(), guests: 0 }
    this.#walls.set(faceId, wall)
    if (actor.kind === 'user') {
      const connections = (wall.people.get(actor.id) ?? 0) + by
      if (connections > 0) wall.people.set(actor.id, connections)
      else wall.people.delete(actor.id)
    } else if (actor.kind === 'guest') wall.guests += by
    if (wall.people.size + wall.guests === 0) this.#walls.delete(faceId)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** The first entries of a map, without a copy of the others. */
function firstOf<K, V>(map: ReadonlyMap<K, V>, most: number): [K, V][] {
  const first: [K, V][] = []
  for (const entry of map) {
    if (first.length === most) break
    first.push(entry)
  }
  return first
}
