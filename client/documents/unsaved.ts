import type { KeptEdit } from './documentStorage'
import { idOf, keptIdOf, type Edit, type LostEdit } from './edits'
import { SaveTracker } from './saveTracker'

/** Edits that wait are set in batches of this size. After a refusal they are set one by one, so that the next refusal names the key. */
const AT_ONCE = 200

/** waiting: kept here until the server is reached; refused: something in `lost` was not taken. */
export type SavedState = 'saved' | 'saving' | 'waiting' | 'refused'

/** The local edits of a document that the server has not saved: some are in the document, some wait to be set, some were refused. */
export class Unsaved {
  lost: readonly LostEdit[] = []
  #tracker = new SaveTracker()
  #made = new Map<string, Edit & { number: number }>()
  #queue: Edit[] = []
  /** The number of edits of the queue that were set and are not saved yet. */
  #replaying = 0
  #atOnce = AT_ONCE
  /** The time at which each edit was first made. */
  readonly #times = new Map<string, number>()

  get isPending(): boolean {
    return !this.#tracker.isAllSaved || this.#queue.length > 0
  }

  get isAllSaved(): boolean {
    return this.#tracker.isAllSaved
  }

  get hasQueue(): boolean {
    return this.#queue.length > 0
  }

  savedState(isLive: boolean): SavedState {
    if (this.isPending) return isLive ? 'saving' : 'waiting'
    return this.lost.length > 0 ? 'refused' : 'saved'
  }

  all(): Map<string, Edit> {
    return new Map([...this.#queue, ...this.#made.values()].map(({ root, key, value }) => [idOf({ root, key }), { root, key, value }]))
  }

  /** The edits as this device stores them; `epoch` is the epoch of the document that has them. */
  kept(epoch: string | null): KeptEdit[] {
    const waiting = this.#queue.map(edit => ({ edit, epoch: null as string | null, code: null as string | null }))
    const made = [...this.#made.values()].map(edit => ({ edit, epoch, code: null }))
    const lost = this.lost.map(edit => ({ edit, epoch: null, code: edit.code }))
    const all = [...waiting, ...made, ...lost].map(({ edit: { root, key, value }, ...rest }): KeptEdit => {
      const id = keptIdOf({ root, key, code: rest.code })
      const at = this.#times.get(id) ?? Date.now()
      this.#times.set(id, at)
      return { root, key, value, ...rest, at }
    })
    const ids = new Set(all.map(keptIdOf))
    for (const id of this.#times.keys()) if (!ids.has(id)) this.#times.delete(id)
    return all
  }

  /** Takes stored edits back. `updates` are in the document already, with the edits of its epoch. */
  restore(edits: readonly KeptEdit[], epoch: string | null, updates: readonly Uint8Array[]): void {
    const number = updates.map(update => this.#tracker.changed(update)).at(-1)
    for (const { root, key, value, code, at, ...kept } of edits) {
      const edit = { root, key, value }
      const id = keptIdOf({ ...edit, code })
      const known = this.#times.get(id)
      if (known !== undefined && known > at) continue
      this.#queue = this.#queue.filter((other, place) => place < this.#replaying || code !== null || idOf(other) !== id)
      this.#times.set(id, at)
      if (code !== null) this.lost = [...this.lost, { ...edit, code }]
      else if (number !== undefined && kept.epoch !== null && kept.epoch === epoch) this.#made.set(idOf(edit), { ...edit, number })
      else if (key === null) this.#lose([edit], 'stale')
      else this.#queue.push(edit)
    }
  }

  /** A change was made in the document. */
  made(update: Uint8Array, edits: readonly Edit[]): void {
    const number = this.#tracker.changed(update)
    for (const edit of edits) this.#made.set(idOf(edit), { ...edit, number })
  }

  /** Drops what was known of this key, because it is set again. */
  replace({ root, key }: Pick<Edit, 'root' | 'key'>): void {
    this.lost = this.lost.filter(lost => lost.root !== root || lost.key !== key)
    this.#queue = this.#queue.filter((edit, at) => at < this.#replaying || edit.root !== root || edit.key !== key)
  }

  wait(edit: Edit): void {
    this.#queue.push(edit)
  }

  forgetLost(edit: LostEdit): void {
    this.lost = this.lost.filter(lost => lost !== edit)
  }

  /** The server tells how much it has of each client: as the answer to an update, or when a connection begins. */
  onServerState(vector: ReadonlyMap<number, number>, isAnswer: boolean): void {
    if (isAnswer) this.#tracker.acknowledged(vector)
    else this.#tracker.onServerState(vector)
    this.#settle()
  }

  onTimeout(): void {
    this.#tracker.onTimeout()
    this.#settle()
  }

  /** The edits to set next; none while the server still has to save a change. */
  next(): Edit[] {
    if (!this.#tracker.isAllSaved) return []
    this.#queue.splice(0, this.#replaying)
    if (this.#queue.length === 0) this.#atOnce = AT_ONCE
    const next = this.#queue.slice(0, this.#atOnce)
    this.#replaying = next.length
    return next
  }

  /** The document begins anew: keys wait to be set again, texts are lost. */
  beginAnew(code: string, isAllLost: boolean): void {
    const isOne = this.#replaying === 1 && code !== 'stale'
    const refused = isOne ? this.#queue.shift() : undefined
    const edits = this.all()
    if (refused) edits.delete(idOf(refused))
    const isLost = (edit: Edit) => isAllLost || edit.key === null
    const lost = [...edits.values()].filter(isLost)
    this.#lose(refused ? [refused, ...lost] : lost, code)
    this.#restart([...edits.values()].filter(edit => !isLost(edit)))
    if (code !== 'stale') this.#atOnce = 1
  }

  /** The server will take none of the edits. */
  loseAll(code: string): void {
    this.#lose([...this.all().values()], code)
    this.#restart([])
  }

  /** Forgets all edits, because another user sits here now. */
  clear(): void {
    this.lost = []
    this.#restart([])
  }

  #restart(queue: Edit[]): void {
    this.#queue = queue
    this.#tracker = new SaveTracker()
    this.#made.clear()
    this.#replaying = 0
  }

  #settle(): void {
    for (const [id, edit] of this.#made) if (this.#tracker.isSaved(edit.number)) this.#made.delete(id)
  }

  #lose(edits: readonly Edit[], code: string): void {
    const lost = edits.map(({ root, key, value }) => ({ root, key, value, code }))
    const ids = new Set(lost.map(idOf))
    if (lost.length > 0) this.lost = [...this.lost.filter(edit => !ids.has(idOf(edit))), ...lost]
  }
}
