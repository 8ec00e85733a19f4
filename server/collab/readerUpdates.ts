import { Refusal } from '../../shared/result'
import { bringsNothing } from './checkSummary'
import { summaryOfClient } from './clientEdit'
import type { Room } from './room'

/** Compares the updates of one reader with the document. */
export class ReaderUpdates {
  /** The document is read from the database at most once for a reader. */
  #hasCaughtUp = false

  constructor(private readonly room: Room) {}

  /**
   * [LIMIT-20] An update of a reader is compared with the document, never applied to anything. It may already be in the
   * database, written through another server.
   * @throws {Refusal} forbidden, if the update holds a change that the document lacks
   */
  async compare(update: Uint8Array): Promise<void> {
    const summary = summaryOfClient(this.room.document.kind, update)
    if (bringsNothing(summary, this.room.doc)) return
    if (this.#hasCaughtUp) throw new Refusal('forbidden')
    this.#hasCaughtUp = true
    await this.room.catchUp()
    if (!bringsNothing(summary, this.room.doc)) throw new Refusal('forbidden')
  }
}
