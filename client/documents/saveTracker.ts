import * as Y from 'yjs'

/** The number of each client's changes that the server has. */
type Vector = ReadonlyMap<number, number>

interface Waiting {
  number: number
  /** The numbers that the server has to reach to have this change; none for one that only deletes, which raises no clock. */
  needs: Vector
}

/**
 * Which of my changes to a document the server has kept. It answers each update, in their order,
 * with its state vector.
 */
export class SaveTracker {
  #waiting: Waiting[] = []
  #lastNumber = 0

  /** A change was made here; its number is told. */
  changed(update: Uint8Array): number {
    this.#waiting.push({ number: ++this.#lastNumber, needs: Y.parseUpdateMeta(update).to })
    return this.#lastNumber
  }

  /** The answer to an update: it covers at least the oldest, and all that its clocks prove. */
  acknowledged(vector: Vector): void {
    const proven = this.#waiting.findLastIndex(({ needs }) => needs.size > 0 && covers(vector, needs)) + 1
    const oldest = this.#waiting[0] && covers(vector, this.#waiting[0].needs) ? 1 : 0
    this.#waiting.splice(0, Math.max(proven, oldest))
  }

  /** The server's state when a connection begins; it proves nothing of deletes. */
  onServerState(vector: Vector): void {
    this.#waiting = this.#waiting.filter(({ needs }) => needs.size === 0 || !covers(vector, needs))
  }

  /** Nothing was heard for a while on a connection that stands: a refusal would have closed it. */
  onTimeout(): void {
    if (this.#waiting.every(({ needs }) => needs.size === 0)) this.#waiting = []
  }

  isSaved(number: number): boolean {
    return this.#waiting.every(change => change.number !== number)
  }

  get isAllSaved(): boolean {
    return this.#waiting.length === 0
  }
}

const covers = (vector: Vector, needs: Vector): boolean => [...needs].every(([client, clock]) => (vector.get(client) ?? 0) >= clock)
