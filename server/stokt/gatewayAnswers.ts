import type { StoktPage } from './stoktReading'

/** An answer is given again for so long without asking Stokt. */
const FRESH_MS = 60_000
/** An older one is forgotten, even if its ETag might still hold. */
const KEPT_MS = 3_600_000
/** So many rows of all answers together are kept. */
const ROWS_MAX = 20_000

export interface KeptAnswer extends StoktPage {
  etag: string | null
  /** When Stokt last said so, in milliseconds. */
  at: number
}

/** [SOURCE-3] What Stokt answered to people, by person and address. It lies in memory, is bounded, and is no other person's. */
export class GatewayAnswers {
  readonly #people = new Map<string, Map<string, KeptAnswer>>()
  #rows = 0

  constructor(private readonly now: () => number) {}

  /** The answer that is kept, and whether it is so young that Stokt need not be asked. */
  get(person: string, path: string): (KeptAnswer & { isFresh: boolean }) | null {
    const kept = this.#people.get(person)?.get(path)
    if (!kept || kept.at + KEPT_MS <= this.now()) return null
    return { ...kept, isFresh: kept.at + FRESH_MS > this.now() }
  }

  put(person: string, path: string, page: StoktPage, etag: string | null): KeptAnswer {
    const answers = this.#people.get(person) ?? new Map<string, KeptAnswer>()
    const answer: KeptAnswer = { ...page, etag, at: this.now() }
    this.#rows += page.rows.length - (answers.get(path)?.rows.length ?? 0)
    // The person who asked last stands last, and so does their last answer.
    answers.delete(path)
    answers.set(path, answer)
    this.#people.delete(person)
    this.#people.set(person, answers)
    this.#shrink(person)
    return answer
  }

  /** The person changed something: Stokt is asked again, and may say that an answer still holds. */
  age(person: string): void {
    for (const answer of this.#people.get(person)?.values() ?? []) answer.at = Math.min(answer.at, this.now() - FRESH_MS)
  }

  forget(person: string): void {
    for (const answer of this.#people.get(person)?.values() ?? []) this.#rows -= answer.rows.length
    this.#people.delete(person)
  }

  /** Every row that is kept for the person. */
  rows(person: string): unknown[] {
    return [...this.#people.get(person)?.values() ?? []].flatMap(({ rows }) => rows)
  }

  /** Others' answers go before those of the person who asks, and the oldest of each go first; the last one stays. */
  #shrink(asking: string): void {
    for (const person of this.#people.keys()) {
      if (this.#rows > ROWS_MAX && person !== asking) this.forget(person)
    }
    const own = this.#people.get(asking) ?? new Map<string, KeptAnswer>()
    for (const [path, { rows }] of own) {
      if (this.#rows <= ROWS_MAX || own.size === 1) return
      own.delete(path)
      this.#rows -= rows.length
    }
  }
}
