interface Waiting {
  number: number
  /** My clock in the document after the change. */
  clock: number
  /** Deleting raises no clock, so a state vector cannot tell that it arrived. */
  isDelete: boolean
}

/**
 * Which of my changes to a document the server has kept. It answers each update, in their order,
 * with its state vector.
 */
export class SaveTracker {
  #waiting: Waiting[] = []
  #lastNumber = 0
  #lastClock = 0

  /** A change was made here; its number is told. */
  changed(clock: number): number {
    this.#waiting.push({ number: ++this.#lastNumber, clock, isDelete: clock === this.#lastClock })
    this.#lastClock = clock
    return this.#lastNumber
  }

  /** The answer to an update: it covers at least the oldest, and all that its clock proves. */
  acknowledged(clock: number): void {
    const proven = this.#waiting.findLastIndex(change => !change.isDelete && change.clock <= clock) + 1
    const oldest = this.#waiting[0] && this.#waiting[0].clock <= clock ? 1 : 0
    this.#waiting.splice(0, Math.max(proven, oldest))
  }

  /** What the server says it has when a connection begins; it proves nothing of deletes. */
  stated(clock: number): void {
    this.#waiting = this.#waiting.filter(change => change.isDelete || change.clock > clock)
  }

  /** Nothing was heard for a while on a connection that stands: a refusal would have closed it. */
  silent(): void {
    if (this.#waiting.every(change => change.isDelete)) this.#waiting = []
  }

  isSaved(number: number): boolean {
    return this.#waiting.every(change => change.number !== number)
  }

  get isAllSaved(): boolean {
    return this.#waiting.length === 0
  }
}
