import type { IDBPTransaction } from 'idb'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import { isSameEdit, type DocumentCopy, type Join, type KeptEdit, type StoredDocument } from '../documents/documentStorage'
import { keptIdOf } from '../documents/edits'
import type { LocalDatabase, LocalSchema } from './database'
import { joinUpdates } from './joinUpdates'
import type { LocalStore } from './localStore'

const STORES: ['documents', 'updates', 'edits'] = ['documents', 'updates', 'edits']
type Writing = IDBPTransaction<LocalSchema, typeof STORES, 'readwrite'>
type Step = (tx: Writing) => Promise<unknown>

/** Pieces after which what is kept of a document is folded into one. */
const FOLD_PIECES = 100
/** Others' changes need not be kept at once: the server has them. */
const OTHERS_MS = 1000

export interface StoragePorts {
  local: LocalStore
  join: Join
  /** This tab. */
  owner: string
  /** Once this tab answers for what closed tabs left behind. */
  ready: Promise<void>
  /** The changes that the server lacks are kept as they are now. */
  onKept(): void
}

const editsOfDocument = (owner: string, document: string): IDBKeyRange => IDBKeyRange.bound([owner, document], [owner, document, []])

/**
 * [LOCAL-5] One document in the device's database: a log of what came from the server and of what was
 * made here. What other living tabs made is left to them, so that nothing is sent twice.
 */
export class KeptDocument implements DocumentCopy {
  #epoch: string | null = null
  #steps: Step[] = []
  /** The last step, where more of the same can join it. */
  #joining: { isMine: boolean; updates: Uint8Array[] } | null = null
  #edits: readonly KeptEdit[] | null = null
  #written = new Map<string, KeptEdit>()
  /** Keys of the pieces that this tab knows. */
  readonly #theirs = new Set<number>()
  readonly #mine = new Set<number>()
  readonly #flushes = createSingleFlight(() => this.#run(this.ports.local.db))
  #timer: ReturnType<typeof setTimeout> | undefined
  #isBroken = false
  #isClosed = false

  constructor(private readonly name: string, private readonly ports: StoragePorts) {}

  async load(): Promise<StoredDocument> {
    const { local, owner, ready } = this.ports
    await ready
    await this.#flush()
    const nothing: StoredDocument = { epoch: null, mode: null, base: [], mine: [], edits: [] }
    const db = this.#isBroken ? null : await local.db
    if (!db) return nothing
    const tx = db.transaction(STORES)
    const [known, edits] = await Promise.all([
      tx.objectStore('documents').get(this.name), tx.objectStore('edits').getAll(editsOfDocument(owner, this.name)),
    ])
    this.#written = new Map(edits.map(edit => [keptIdOf(edit), edit]))
    this.#epoch = known?.epoch ?? null
    const stored = { ...nothing, ...known, edits }
    if (!known) return stored
    const pieces = tx.objectStore('updates').index('copy')
    for (let cursor = await pieces.openCursor(IDBKeyRange.only([this.name, known.epoch])); cursor; cursor = await cursor.continue()) {
      const { owner: whose, update } = cursor.value
      if (whose !== null && whose !== owner) continue
      const keys = whose === null ? this.#theirs : this.#mine
      keys.add(cursor.primaryKey)
      const part = whose === null ? stored.base : stored.mine
      part.push(update)
    }
    return stored
  }

  get keeps(): boolean {
    return !this.#isBroken && this.ports.local.keeping.value !== 'memory'
  }

  begin(epoch: string, mode: 'rw' | 'ro'): void {
    this.#epoch = epoch
    this.#do(async tx => {
      const known = await tx.objectStore('documents').get(this.name)
      if (known && known.epoch !== epoch) await removePieces(tx, this.name, known.epoch)
      await tx.objectStore('documents').put({ epoch, mode }, this.name)
    })
  }

  received(update: Uint8Array): void {
    this.#add(update, false)
  }

  made(update: Uint8Array): void {
    this.#add(update, true)
  }

  edits(edits: readonly KeptEdit[]): void {
    this.#edits = edits
    this.#flushSoon(0)
  }

  saved(): void {
    this.#do(async tx => {
      const updates = tx.objectStore('updates')
      for (const key of this.#mine) {
        const piece = await updates.get(key)
        if (piece) await updates.put({ ...piece, owner: null }, key)
        this.#theirs.add(key)
      }
      this.#mine.clear()
    })
  }

  undo(): void {
    this.#do(async tx => {
      for (const key of this.#mine) await tx.objectStore('updates').delete(key)
      this.#mine.clear()
    })
  }

  forget(): void {
    const epoch = this.#epoch
    this.#epoch = null
    this.#do(async tx => {
      if (epoch !== null) await removePieces(tx, this.name, epoch)
      if ((await tx.objectStore('documents').get(this.name))?.epoch === epoch) await tx.objectStore('documents').delete(this.name)
      this.#theirs.clear()
      this.#mine.clear()
    })
  }

  /** Pieces that another tab left behind are this one's now. */
  took(keys: readonly number[], edits: readonly KeptEdit[]): void {
    for (const key of keys) this.#mine.add(key)
    for (const edit of edits) this.#written.set(keptIdOf(edit), edit)
  }

  close(): void {
    void this.#flush()
    this.#isClosed = true
  }

  /** Once everything given so far is kept, or could not be. */
  settled(): Promise<void> {
    return this.#flush()
  }

  #add(update: Uint8Array, isMine: boolean): void {
    const epoch = this.#epoch
    if (epoch === null || this.#isClosed) return
    if (this.#joining?.isMine === isMine) this.#joining.updates.push(update)
    else {
      const joining = { isMine, updates: [update] }
      this.#do(async tx => {
        if (this.#joining === joining) this.#joining = null
        for (const piece of joinUpdates(joining.updates, this.ports.join)) {
          const owner = isMine ? this.ports.owner : null
          const key = await tx.objectStore('updates').add({ document: this.name, epoch, owner, update: piece })
          const keys = isMine ? this.#mine : this.#theirs
          keys.add(key)
        }
      }, isMine ? 0 : OTHERS_MS)
      this.#joining = joining
    }
  }

  /** [LOCAL-6] One piece for the many that this tab knows; those of others stay. */
  fold(whole: () => Uint8Array): void {
    const epoch = this.#epoch
    if (epoch === null || this.#theirs.size <= FOLD_PIECES) return
    const update = whole()
    this.#do(async tx => {
      const updates = tx.objectStore('updates')
      for (const key of this.#theirs) await updates.delete(key)
      this.#theirs.clear()
      this.#theirs.add(await updates.add({ document: this.name, epoch, owner: null, update }))
    })
  }

  #do(step: Step, ms = 0): void {
    if (this.#isClosed || this.#isBroken) return
    this.#joining = null
    this.#steps.push(step)
    this.#flushSoon(ms)
  }

  #flushSoon(ms: number): void {
    if (ms === 0) return void this.#flush()
    this.#timer ??= setTimeout(() => void this.#flush(), ms)
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    return this.#flushes.run()
  }

  /** Changes that come while it runs are kept in the next transaction. */
  async #run(opened: Promise<LocalDatabase | null>): Promise<void> {
    const db = await opened
    while ((this.#steps.length > 0 || this.#edits !== null) && !this.#isBroken) {
      const [steps, edits] = [this.#steps, this.#edits]
      this.#steps = []
      this.#edits = null
      this.#joining = null
      if (!db) return
      try {
        await this.#write(db, steps, edits)
        if (edits) this.ports.onKept()
      } catch (error) {
        // A gap in the log would be of no use: what is open goes on in memory.
        this.#isBroken = true
        this.ports.local.failed(error)
      }
    }
  }

  async #write(db: LocalDatabase, steps: readonly Step[], edits: readonly KeptEdit[] | null): Promise<void> {
    const tx = db.transaction(STORES, 'readwrite', { durability: 'relaxed' })
    try {
      for (const step of steps) await step(tx)
      if (edits) await this.#writeEdits(tx, edits)
    } catch (error) {
      tx.done.catch(() => undefined)
      tx.abort()
      throw error
    }
    await tx.done
  }

  async #writeEdits(tx: Writing, edits: readonly KeptEdit[]): Promise<void> {
    const store = tx.objectStore('edits')
    const now = new Map(edits.map(edit => [keptIdOf(edit), edit]))
    for (const id of this.#written.keys()) if (!now.has(id)) await store.delete([this.ports.owner, this.name, id])
    for (const [id, edit] of now) {
      if (!isSameEdit(this.#written.get(id), edit)) await store.put(edit, [this.ports.owner, this.name, id])
    }
    this.#written = now
  }
}

async function removePieces(tx: Writing, document: string, epoch: string): Promise<void> {
  const updates = tx.objectStore('updates')
  for (const key of await updates.index('copy').getAllKeys(IDBKeyRange.only([document, epoch]))) await updates.delete(key)
}
