import type { FeedChange, FeedHead } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import type { CursorPlace } from '../../shared/rules/cursor'

/** Pushes that arrive while a catch-up runs. When too many arrive, only the last place that they reach is kept. */
export class BufferedPushes {
  head: FeedHead | null = null
  #changes: FeedChange[] = []
  #beyond: CursorPlace | null = null

  keep(change: FeedChange): void {
    if (this.#beyond === null && this.#changes.length < limits.keptChanges) {
      this.#changes.push(change)
      return
    }
    this.#changes = []
    const known = this.#beyond
    if (known === null || known.epoch !== change.epoch || change.to > known.rev) {
      this.#beyond = { epoch: change.epoch, rev: change.to }
    }
  }

  /** Gives everything out and keeps nothing. `beyond` is the place reached by changes that were not kept. */
  drain(): { changes: FeedChange[]; beyond: CursorPlace | null; head: FeedHead | null } {
    const drained = { changes: this.#changes, beyond: this.#beyond, head: this.head }
    this.#changes = []
    this.#beyond = null
    this.head = null
    return drained
  }
}
