import type { IDBPTransaction } from 'idb'
import type { DocumentCopies, Join, KeptEdit } from '../documents/documentStorage'
import { keptIdOf } from '../documents/edits'
import type { LocalSchema } from './database'
import { KeptDocument } from './storedDocument'
import type { LocalStore } from './localStore'
import { newId } from './newId'
import { heldLocks, holdLock, whenReleased } from './tabLocks'

export interface KeptElsewhere extends KeptEdit {
  document: string
}
/** The unsaved changes that a closed tab left in a document. */
export interface Adopted {
  document: string
  mine: Uint8Array[]
  edits: KeptEdit[]
}

interface Listeners {
  /** Something changed in what other tabs have not sent. */
  onElsewhere(edits: readonly KeptElsewhere[]): void
  /** This tab answers for it from now on. */
  onTaken(taken: Adopted): void
}

/** The documents kept for one person. Each tab answers for what was made in it, and for what closed tabs left. */
export class KeptDocuments implements DocumentCopies {
  readonly owner = newId()
  readonly #news: BroadcastChannel
  readonly #end = new AbortController()
  readonly #copies = new Map<string, KeptDocument>()
  readonly #awaited = new Set<string>()
  readonly #ready: Promise<void>

  constructor(private readonly local: LocalStore, private readonly listeners: Listeners) {
    this.#news = new BroadcastChannel(`${local.name} documents`)
    this.#news.onmessage = () => void this.#look()
    this.#ready = this.#begin().catch(error => this.local.failed(error))
  }

  open(name: string, join: Join): KeptDocument {
    const copy = new KeptDocument(name, {
      local: this.local, join, owner: this.owner, ready: this.#ready, onKept: () => this.#news.postMessage(null),
    })
    this.#copies.set(name, copy)
    return copy
  }

  /** Keeps what was given, and leaves the rest to whoever comes next. */
  close(): void {
    for (const copy of this.#copies.values()) copy.close()
    this.local.during(this.#finish())
  }

  async #finish(): Promise<void> {
    await this.#ready
    await Promise.all([...this.#copies.values()].map(copy => copy.settled()))
    this.#end.abort()
    this.#news.close()
  }

  async #begin(): Promise<void> {
    await holdLock(this.#lockOf(this.owner), this.#end.signal)
    await this.#look()
  }

  #lockOf(owner: string): string {
    return `${this.local.name} tab ${owner}`
  }

  /** Takes over what closed tabs left, and tells what the others have. */
  async #look(): Promise<void> {
    const db = await this.local.db
    if (!db || this.#end.signal.aborted) return
    const living = await heldLocks()
    const tx = db.transaction(['documents', 'updates', 'edits'], 'readwrite')
    const keys = await tx.objectStore('edits').getAllKeys()
    const others = keys.filter(([owner]) => owner !== this.owner)
    const left = others.filter(([owner]) => !living.has(this.#lockOf(owner)))
    const taken = await takeEdits(tx, left, this.owner)
    for (const one of taken.values()) {
      const keys = await takeUpdates(tx, one, new Set(left.map(([owner]) => owner)), this.owner)
      this.#copies.get(one.document)?.took(keys, one.edits)
    }
    const elsewhere = await Promise.all(others.filter(key => !left.includes(key)).map(async key => {
      const edit = await tx.objectStore('edits').get(key)
      return edit ? [{ ...edit, document: key[1] }] : []
    }))
    await tx.done
    for (const one of taken.values()) this.listeners.onTaken(one)
    this.listeners.onElsewhere(elsewhere.flat())
    for (const [owner] of others) this.#await(owner)
  }

  /** A tab that goes leaves what it did not send. */
  #await(owner: string): void {
    if (this.#awaited.has(owner)) return
    this.#awaited.add(owner)
    whenReleased(this.#lockOf(owner), this.#end.signal, () => void this.#look())
  }
}

type Taking = IDBPTransaction<LocalSchema, ['documents', 'updates', 'edits'], 'readwrite'>

/** If several tabs changed one thing, the newest change stands. */
async function takeEdits(tx: Taking, keys: readonly [string, string, string][], owner: string): Promise<Map<string, Adopted>> {
  const store = tx.objectStore('edits')
  const taken = new Map<string, Adopted>()
  for (const key of keys) {
    const [edit, document] = [await store.get(key), key[1]]
    await store.delete(key)
    const own = edit && await store.get([owner, document, keptIdOf(edit)])
    if (!edit || own && own.at > edit.at) continue
    await store.put(edit, [owner, document, keptIdOf(edit)])
    const one = taken.get(document) ?? { document, mine: [], edits: [] }
    taken.set(document, { ...one, edits: [...one.edits.filter(other => keptIdOf(other) !== keptIdOf(edit)), edit] })
  }
  return taken
}

async function takeUpdates(tx: Taking, taken: Adopted, from: ReadonlySet<string>, owner: string): Promise<number[]> {
  const keys: number[] = []
  const known = await tx.objectStore('documents').get(taken.document)
  const range = IDBKeyRange.bound([taken.document], [taken.document, []])
  for (let cursor = await tx.objectStore('updates').index('copy').openCursor(range); cursor; cursor = await cursor.continue()) {
    const piece = cursor.value
    if (piece.owner === null || !from.has(piece.owner) || piece.epoch !== known?.epoch) continue
    await cursor.update({ ...piece, owner })
    keys.push(cursor.primaryKey)
    taken.mine.push(piece.update)
  }
  return keys
}
