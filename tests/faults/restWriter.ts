import { randomUUID } from 'node:crypto'
import { HOLD_IDS } from '../support/wall'
import type { Person } from './seededDatabase'

/** The value that one write is to give one thing: a climb's version or a vote's note; null: gone. */
interface Intent {
  thing: string
  value: string | null
  method: string
  path: string
  body?: object
}

/** A person's climbs and votes at a server. */
export type Held = ReadonlyMap<string, string>

const AGAIN_MS = 30
/** Fewer than a person may set in an hour; then the same ones are changed again and again. */
const CREATED_MAX = 50
/** So many stay, to be changed. */
const LEFT_MIN = 5

/**
 * Somebody who sets, renames and deletes climbs and annotates holds without a pause, each write under
 * its Idempotency-Key and sent again until it is answered, as the client's outbox does.
 */
export class RestWriter {
  /** The values that the server acknowledged: the last of each thing, null for deleted. */
  readonly acknowledged = new Map<string, string | null>()
  /** Nobody knows whether the write that is not answered yet was done. */
  pending: Intent | null = null
  answers = 0
  /** Answers that were neither a success nor worth another try. */
  readonly surprises: string[] = []
  #last = ''
  readonly #ids = new Map<string, string>()
  #made = 0
  #created = 0
  #open: Promise<void> = Promise.resolve()
  #go = () => {}
  #attempt: Promise<unknown> = Promise.resolve()
  #isOver = false
  #running: Promise<void> | null = null

  constructor(
    private readonly person: Person,
    private readonly url: string,
    private readonly faceId: string,
    private readonly random: () => number,
  ) {}

  start(): void {
    this.#running = this.#run()
  }

  /** Nothing is sent from now on; resolves once what was sent is answered or failed. */
  async hold(): Promise<void> {
    this.#open = new Promise((resolve) => {
      this.#go = resolve
    })
    await this.#attempt
  }

  goOn(): void {
    this.#go()
    this.#open = Promise.resolve()
  }

  /** Finishes the write under way, then writes no more. */
  async finish(): Promise<void> {
    this.#isOver = true
    this.goOn()
    await this.#running
  }

  /** For a message. */
  get state(): string {
    return `${this.answers} answers, ${JSON.stringify(this.pending)} not yet, last ${this.#last}`
  }

  /** The acknowledged values that are missing, and those that are there without a reason. */
  differences(held: Held): string[] {
    const { pending } = this
    const may = (thing: string, value: string | null) => pending?.thing === thing && pending.value === value
    const lost = [...this.acknowledged].filter(
      ([thing, value]) => (held.get(thing) ?? null) !== value && !may(thing, held.get(thing) ?? null),
    )
    const strange = [...held].filter(([thing, value]) => !this.acknowledged.has(thing) && !may(thing, value))
    return [...lost, ...strange].map(
      ([thing, value]) => `${thing}: acknowledged ${this.acknowledged.get(thing)}, held ${held.get(thing) ?? null}, ${value}`,
    )
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      const intent = this.#next()
      this.pending = intent
      await this.#deliver(intent)
      this.acknowledged.set(intent.thing, intent.value)
      this.pending = null
      this.answers++
    }
  }

  async #deliver(intent: Intent): Promise<void> {
    const key = randomUUID()
    for (;;) {
      await this.#open
      const attempt = this.#send(intent, key)
      this.#attempt = attempt
      if (await attempt) return
      await new Promise(resolve => setTimeout(resolve, AGAIN_MS))
    }
  }

  /** @returns whether it was answered */
  async #send({ thing, method, path, body }: Intent, key: string): Promise<boolean> {
    try {
      const answer = await fetch(this.url + path, {
        method,
        headers: { 'authorization': `Bearer ${await this.person.token()}`, 'content-type': 'application/json', 'idempotency-key': key },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      const text = await answer.text()
      this.#last = `${answer.status} ${text.slice(0, 200)}`
      if (answer.status === 429 || answer.status === 503) return false
      if (!answer.ok) this.surprises.push(`${method} ${path}: ${answer.status} ${text}`)
      else if (method === 'POST') this.#ids.set(thing, (JSON.parse(text) as { id: string }).id)
      return true
    } catch (error) {
      this.#last = String(error)
      return false
    }
  }

  #next(): Intent {
    const climbs = [...this.#ids.keys()]
    const old = climbs[Math.floor(this.random() * climbs.length)]
    const dice = this.random()
    const version = String(++this.#made)
    if (old && dice < 0.25)
      return { thing: old, value: version, method: 'PATCH', path: `/api/climbs/${this.#ids.get(old)}`, body: { name: `${old} ${version}` } }
    if (old && climbs.length > LEFT_MIN && dice < 0.35) {
      const id = this.#ids.get(old)
      this.#ids.delete(old)
      return { thing: old, value: null, method: 'DELETE', path: `/api/climbs/${id}` }
    }
    if (dice < 0.6 || this.#created >= CREATED_MAX) {
      const hold = HOLD_IDS[Math.floor(this.random() * 5)]
      return {
        thing: `${this.person.name}@${hold}`,
        value: version,
        method: 'PUT',
        path: `/api/holds/${hold}/annotations`,
        body: { notes: version },
      }
    }
    this.#created++
    const thing = `${this.person.name}-${version}`
    return {
      thing,
      value: version,
      method: 'POST',
      path: '/api/climbs',
      body: { face_id: this.faceId, name: `${thing} ${version}`, holds_list: 'S101 O105 T109' },
    }
  }
}
