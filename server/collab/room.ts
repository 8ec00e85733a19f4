import * as Y from 'yjs'
import type { DocumentName } from '../../shared/documentName'
import type { CloseReason } from '../../shared/closeCodes'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import type { CollabServices } from './collabServices'
import type { Transact } from '../transaction/context'
import { newClientsIn, requireAdmissible } from './checkSummary'
import { Differences } from './differences'
import { watchDeletedMarks } from './deletedMarks'
import { frameOf } from './frame'
import { createAwareness, type Awareness } from './awareness'
import {
  ConcurrentWrite,
  persistUpdate,
  EpochMismatch,
  readSince,
  sizeOf,
  type DocumentVersion,
  type Author,
  type LoadedDocument,
} from './persistence'
import { chargeUpdate } from './payFor'
import { contentOf } from './documentContent'
import { scratchOf, dryRun, type UpdateEffect } from './scratchDocument'
import { createMutex } from '../concurrency/mutex'
import type { UpdateSummary } from './updateSummary'
import { affectedRowsOf, type AffectedRows } from './validation'
import { updateMessage } from './wire'

/** After so many updates, or bytes of them, they are folded into the snapshot. */
const COMPACT_UPDATES = 100
const COMPACT_BYTES = 256 * 1024
/** So many times a write runs again because another process wrote first. */
const TRIES = 20

/** The part of a connection that a room uses. */
export interface Client {
  send: (message: Uint8Array) => void
  /** Sends a message that is already in its frame, which is made once for all receivers. */
  sendFrame: (frame: Buffer) => void
  close: (why: CloseReason, reason: string) => void
}

export interface Write {
  /** Changes the scratch copy. It may run more than once. */
  edit: (scratch: Y.Doc) => void
  /** The summary of a client's update, which is checked and paid for before anything is tried. An edit of the server has none. */
  summary?: UpdateSummary
  author: Author
  transact: Transact
  from?: Client
  /** Asked when the write's turn comes: a client that was refused meanwhile writes no more. */
  isDropped?: () => boolean
}

/** The parts of the server that a room uses. */
export type RoomServices = Pick<CollabServices, 'claimClient' | 'cluster' | 'documentPrices' | 'log' | 'snapshot' | 'transactions'>

/** A document in memory: its committed state, and a scratch copy to try edits on. It does one thing at a time. */
export class Room {
  readonly doc = new Y.Doc()
  readonly clients = new Set<Client>()
  readonly awareness: Awareness = createAwareness(this.clients)
  readonly #turn = createMutex()
  readonly #erased: ReadonlyMap<string, string>
  #at: DocumentVersion
  #uncompacted: LoadedDocument['uncompacted']
  /** The scratch copy is made for the next edit, so that a room of readers never has one. */
  #scratch: Y.Doc | null = null
  readonly #differences: Differences
  /** An upper bound of the document's size. The exact size is measured only when the bound comes near the limit. */
  #bytes: number
  /** The users of the client ids that wrote lately. */
  readonly #writers = new Map<number, string | null>()
  #isGone = false

  constructor(readonly document: DocumentName, loaded: LoadedDocument, private readonly services: RoomServices) {
    this.#at = loaded.version
    this.#uncompacted = loaded.uncompacted
    // One transaction takes all updates, because Yjs looks at all clients at the end of each.
    this.doc.transact(() => loaded.updates.forEach(update => Y.applyUpdate(this.doc, update)))
    this.#differences = new Differences(this.doc)
    this.#erased = document.kind === 'sheet' ? watchDeletedMarks(this.doc) : new Map()
    this.#bytes = loaded.updates.reduce((sum, update) => sum + update.length, 0)
  }

  get version(): Readonly<DocumentVersion> {
    return this.#at
  }

  get isGone(): boolean {
    return this.#isGone
  }

  /**
   * Answers the changes that a client with the state `vector` lacks. `mayCompare` pays for the bytes of the document.
   * @throws if `vector` is no state vector
   */
  lackedBy(vector: Uint8Array, mayCompare: (bytes: number) => boolean): Promise<Uint8Array> {
    return this.#differences.answer(vector, () => mayCompare(this.#bytes))
  }

  /** Resolves once committed and told to the other members. @throws Refusal, EpochMismatch, or the database's error */
  write(write: Write): Promise<void> {
    return this.#turn(() => this.#write(write))
  }

  /** Reads the updates that another process stored. @throws EpochMismatch */
  catchUp(): Promise<void> {
    return this.#turn(() => this.#catchUp())
  }

  /** Makes a client id of this document the user's. @returns false if it is another's, null if that cannot be decided now */
  async claim(clientId: number, userId: string): Promise<boolean | null> {
    if (this.document.kind === 'votes' || this.#writers.get(clientId) === userId) return true
    if (!this.services.documentPrices.personInDocument.clients.take(`${userId} ${this.#at.name}`)) return null
    const isTheirs = await this.services.claimClient({ name: this.#at.name, clientId, userId }).catch((error: unknown) => {
      this.services.log.warn({ err: error, document: this.#at.name }, 'client id not claimed')
      return null
    })
    if (isTheirs) this.#writers.set(clientId, userId)
    return isTheirs
  }

  /** Resolves when all writes that were asked for so far are done. */
  idle(): Promise<void> {
    return this.#turn(async () => {})
  }

  async #write(write: Write): Promise<void> {
    for (let tries = 1; ; tries++) {
      if (this.#isGone) throw new EpochMismatch()
      if (write.isDropped?.()) throw new Refusal('forbidden')
      if (write.summary) this.#admit(write.summary, write.author, tries === 1)
      try {
        const change = this.#try(write)
        if (change) await this.#commit(change, write)
        return
      } catch (error) {
        this.#scratch = null
        if (!(error instanceof ConcurrentWrite) || tries >= TRIES) {
          if (error instanceof Refusal) this.services.documentPrices.person.copies.charge(write.author.userId ?? '', 1)
          throw error
        }
        await this.#catchUp()
      }
    }
  }

  /** Checks a client's update before anything is tried. @throws Refusal */
  #admit(summary: UpdateSummary, { userId }: Author, isFirst: boolean): void {
    const newClients = newClientsIn(summary, this.doc).filter(client => this.#writers.get(client) !== userId).length
    if (isFirst) chargeUpdate(summary, { prices: this.services.documentPrices, newClients, name: this.#at.name, userId: userId ?? '' })
    requireAdmissible(summary, this.doc)
  }

  #try({ edit, author }: Write): { effect: UpdateEffect; meaning: AffectedRows } | null {
    const began = performance.now()
    this.#scratch ??= scratchOf(this.doc)
    const effect = dryRun(this.#scratch, edit)
    if (!effect) return null
    const meaning = affectedRowsOf(
      this.document.kind,
      { scratch: this.#scratch, committed: this.doc, erased: this.#erased },
      effect.changed,
      author.bypassesLocks ? null : author.userId ?? '',
    )
    this.#requireSizeLeft(effect.update.length, this.#scratch)
    if (author.userId !== null) this.services.documentPrices.person.time.charge(author.userId, performance.now() - began)
    return { effect, meaning }
  }

  #requireSizeLeft(added: number, scratch: Y.Doc): void {
    const limit = this.document.kind === 'votes' ? limits.votesDocumentBytes : limits.sheetDocumentBytes
    if (this.#bytes + added <= limit) return
    const bytes = sizeOf(scratch)
    if (bytes > limit) throw new Refusal('too_large')
    this.#bytes = bytes - added
  }

  async #commit(change: { effect: UpdateEffect; meaning: AffectedRows }, { author, transact, from }: Write): Promise<void> {
    const before = () => contentOf(this.doc)
    const { update, clients } = change.effect
    // A votes document has one writer.
    const newClients = this.document.kind === 'votes' ? [] : clients.filter(client => this.#writers.get(client) !== author.userId)
    await transact(async (context) => {
      const seq = await persistUpdate(context, { document: this.document, at: this.#at, author, ...change, newClients, before })
      // The others see the change first; everything else may wait.
      context.onceCommitted(() => {
        this.#broadcast(update, from)
        this.#at = { ...this.#at, seq }
      })
    })
    this.services.cluster.notify('documents', [this.#at.name])
    for (const client of newClients) this.#writers.set(client, author.userId)
    this.#bytes += update.length
    this.#uncompacted = { count: this.#uncompacted.count + 1, bytes: this.#uncompacted.bytes + update.length }
    if (this.#uncompacted.count >= COMPACT_UPDATES || this.#uncompacted.bytes >= COMPACT_BYTES) void this.#turn(() => this.#compact())
  }

  #broadcast(update: Uint8Array, except?: Client): void {
    const frame = frameOf(updateMessage(update))
    for (const member of this.clients) if (member !== except) member.sendFrame(frame)
    Y.applyUpdate(this.doc, update)
  }

  async #catchUp(): Promise<void> {
    const news = await this.services.snapshot(stores => readSince(stores, this.#at)).catch((error: unknown) => {
      if (error instanceof EpochMismatch) this.#leave()
      throw error
    })
    if (!news) return
    const { version, updates, uncompacted, isWhole } = news
    this.#at = version
    this.#uncompacted = isWhole
      ? uncompacted
      : { count: this.#uncompacted.count + uncompacted.count, bytes: this.#uncompacted.bytes + uncompacted.bytes }
    const merged = Y.mergeUpdates(updates)
    this.#broadcast(isWhole ? Y.diffUpdate(merged, Y.encodeStateVector(this.doc)) : merged)
    this.#bytes += updates.reduce((sum, update) => sum + update.length, 0)
    this.#scratch = null
  }

  /** Every client here holds a document of another history. */
  #leave(): void {
    this.#isGone = true
    for (const member of this.clients) member.close('otherEpoch', 'stale')
  }

  async #compact(): Promise<void> {
    if (this.#isGone || this.#uncompacted.count < COMPACT_UPDATES && this.#uncompacted.bytes < COMPACT_BYTES) return
    const snapshot = Y.encodeStateAsUpdate(this.doc)
    try {
      await this.services.transactions({ kind: 'guest' }, ({ stores, now }) => stores.documents.compact(this.#at, snapshot, now))
      this.#uncompacted = { count: 0, bytes: 0 }
      this.#bytes = snapshot.length
    } catch (error) {
      // Nothing is lost: the next write tries again.
      this.services.log.warn({ err: error, document: this.#at.name }, 'document not compacted')
    }
  }
}

