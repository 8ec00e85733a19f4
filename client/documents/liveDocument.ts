import { shallowRef, type ShallowRef } from 'vue'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { DocumentSession, type DocumentPorts } from './documentSession'
import type { DocumentCopies, DocumentCopy, KeptEdit } from './documentStorage'
import type { Edit, LostEdit } from './edits'
import { editsOf } from './editsOf'
import { rewriteText } from './rewriteText'
import type { DocumentMode, DocumentState } from './sessionPhase'
import { Unsaved, type SavedState } from './unsaved'
import { writeKeys } from './writeKeys'

const SILENCE_MS = 5000
/** After so many fresh starts in a row the next one waits. */
const RELOADS = 20
/** The origins of changes that were read from this device: the server has the first, and may not have the second. */
const BASE = 'kept'
const MADE_BEFORE = 'made before'

/** One document, its copy on this device, and the local edits that the server has not acknowledged. Plain object: no Proxy may wrap it. */
export class LiveDocument {
  doc = new Y.Doc()
  awareness = new Awareness(this.doc)
  /** Rises when `doc` and `awareness` were replaced by new ones. */
  readonly generation = shallowRef(0)
  readonly state: Readonly<ShallowRef<DocumentState>>
  readonly mode: Readonly<ShallowRef<DocumentMode | null>>
  readonly saved = shallowRef<SavedState>('saved')
  /** True once the content was read, from the server or from this device. */
  readonly isRead = shallowRef(false)
  readonly lost = shallowRef<readonly LostEdit[]>([])
  /** The edits that the server has not saved yet, by `root key`; for display. */
  readonly unsaved = shallowRef<ReadonlyMap<string, Edit>>(new Map())
  readonly #session: DocumentSession
  #copy: DocumentCopy | null
  #unsaved = new Unsaved()
  /** The local changes that the server may not have, in their order. */
  #mine: Uint8Array[] = []
  #epoch: string | null = null
  #reloads = 0
  #silence: ReturnType<typeof setTimeout> | undefined

  constructor(readonly name: string, ports: DocumentPorts, copies: DocumentCopies | null) {
    this.#copy = copies?.open(name, Y.mergeUpdates) ?? null
    this.#session = this.#createSession(ports)
    this.state = this.#session.state
    this.mode = this.#session.mode
    this.#listen()
    void this.#begin(true)
  }

  destroy(): void {
    this.#session.destroy()
    this.#drop()
    this.#copy?.close()
  }

  /** Sets a key of a map. Before the document is read the edit waits, because it would otherwise stand beside the value that is there. */
  set(root: string, key: string, value: unknown): void {
    this.#unsaved.replace({ root, key })
    if (this.isRead.value && !this.#unsaved.hasQueue) writeKeys(this.doc, [{ root, key, value }])
    else this.#unsaved.wait({ root, key, value })
    this.#tell()
  }

  /** Sets several keys of a map in one change, which is sent as one update. */
  setAll(root: string, values: ReadonlyMap<string, unknown>): void {
    this.doc.transact(() => values.forEach((value, key) => this.set(root, key, value)))
  }

  forgetLost(edit: LostEdit): void {
    this.#unsaved.forgetLost(edit)
    this.#tell()
  }

  /** Tries a refused edit once more. A text replaces the text that is there now. */
  retry(edit: LostEdit): void {
    this.forgetLost(edit)
    if (edit.key !== null) return this.set(edit.root, edit.key, edit.value)
    if (typeof edit.value === 'string') rewriteText(this.doc, edit.root, edit.value)
  }

  /**
   * Takes back keys that wait to be sent. The document begins anew with the server's content and the other local edits.
   * Texts cannot be taken back.
   */
  discard(edits: readonly Edit[]): void {
    if (this.state.value === 'live') return
    this.#unsaved.beginAnew('stale', false)
    for (const edit of edits) this.#unsaved.replace(edit)
    this.#copy?.undo()
    this.#renew()
    void this.#begin(false)
  }

  /** Takes over the edits that a closed tab left unsent. */
  adopt(updates: readonly Uint8Array[], edits: readonly KeptEdit[]): void {
    if (this.#session.isIdle) return
    this.#unsaved.restore(edits, this.#epoch, updates)
    for (const update of updates) Y.applyUpdate(this.doc, update, MADE_BEFORE)
    this.#mine.push(...updates)
    this.#advance()
  }

  /**
   * Another user sits here now, who must not send the unsaved edits of the one before. This device keeps
   * them for that user; where it keeps nothing they are given back as lost.
   */
  switchStorage(copies: DocumentCopies | null): void {
    if (this.#copy?.keeps) this.#unsaved.clear()
    else this.#unsaved.loseAll('unauthenticated')
    this.#copy?.close()
    this.#copy = copies?.open(this.name, Y.mergeUpdates) ?? null
    this.#reloads = 0
    this.#renew()
    void this.#begin(true)
  }

  /** The network is back. */
  wake(): void {
    this.#session.wake()
  }

  #createSession(ports: DocumentPorts): DocumentSession {
    return new DocumentSession(this.name, ports, {
      described: (epoch, mode) => {
        // The server was set up anew: the edits that belong to its old document cannot be merged.
        const isSame = this.#epoch === null || this.#epoch === epoch
        if (isSame) {
          this.#epoch = epoch
          this.#copy?.begin(epoch, mode)
        } else this.#reload('stale')
        return isSame
      },
      synced: () => {
        this.isRead.value = true
        this.#advance()
      },
      holds: (vector, isAnswer) => {
        this.#unsaved.onServerState(vector, isAnswer)
        this.#advance()
      },
      changed: () => this.#tell(),
      outdated: (code, isAll) => this.#reload(code, isAll),
      stopped: (state, code) => {
        this.#unsaved.loseAll(code)
        if (state === 'forbidden') this.#copy?.forget()
      },
      userChanged: () => this.switchStorage(null),
    })
  }

  /** Reads the copy on this device, then connects. Without `withEdits` the edits are known already. */
  async #begin(withEdits: boolean): Promise<void> {
    const { doc, awareness } = this
    const stored = await this.#copy?.load().catch(() => null)
    if (doc.isDestroyed) return
    if (stored) {
      const { epoch, base, mine } = stored
      for (const update of base) Y.applyUpdate(doc, update, BASE)
      if (base.length > 0) this.#copy?.fold(() => Y.encodeStateAsUpdate(doc))
      for (const update of mine) Y.applyUpdate(doc, update, MADE_BEFORE)
      this.#unsaved.restore(withEdits ? stored.edits : [], epoch, mine)
      this.#mine = [...mine]
      this.#epoch = epoch
      this.#session.mode.value ??= stored.mode
      this.isRead.value ||= epoch !== null
      this.#tell()
    }
    this.#session.start({ doc, awareness, mine: () => this.#mine })
  }

  /** Begins anew with the server's document, because a refused change cannot be taken out of this one. `isAll`: nothing is sent again. */
  #reload(code: string, isAll = false): void {
    this.#unsaved.beginAnew(code, isAll)
    if (code === 'stale') this.#copy?.forget()
    else this.#copy?.undo()
    this.#renew()
    if (++this.#reloads > RELOADS) this.#session.later(() => void this.#begin(false))
    else void this.#begin(false)
  }

  #renew(): void {
    this.#drop()
    this.doc = new Y.Doc()
    this.awareness = new Awareness(this.doc)
    this.#mine = []
    this.#epoch = null
    this.isRead.value = false
    this.#listen()
    this.generation.value++
    this.#tell()
  }

  #drop(): void {
    this.#session.end()
    clearTimeout(this.#silence)
    this.awareness.destroy()
    this.doc.destroy()
  }

  #listen(): void {
    const { doc } = this
    const whole = () => Y.encodeStateAsUpdate(doc)
    doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (doc !== this.doc || origin === BASE || origin === MADE_BEFORE) return
      if (this.#session.isOrigin(origin)) {
        this.#copy?.received(update)
        if (this.#mine.length === 0) this.#copy?.fold(whole)
        return
      }
      this.#copy?.made(update)
      this.#mine.push(update)
      this.#unsaved.made(update, editsOf(doc, transaction))
      this.#tell()
    })
  }

  /** Once the server has every change, sets the next edits that wait. */
  #advance(): void {
    if (!this.#unsaved.isPending) this.#session.caughtUp()
    if (this.#unsaved.isAllSaved && this.#mine.length > 0) {
      this.#mine = []
      this.#copy?.saved()
      this.#copy?.fold(() => Y.encodeStateAsUpdate(this.doc))
    }
    if (this.state.value === 'live') {
      const next = this.#unsaved.next()
      if (next.length > 0) writeKeys(this.doc, next)
      else if (!this.#unsaved.isPending) this.#reloads = 0
    }
    this.#tell()
  }

  /** Brings what is shown and what is kept on this device up to date. */
  #tell(): void {
    this.unsaved.value = this.#unsaved.all()
    this.lost.value = this.#unsaved.lost
    this.#copy?.edits(this.#unsaved.kept(this.#epoch))
    const isLive = this.state.value === 'live'
    this.saved.value = this.#unsaved.savedState(isLive)
    clearTimeout(this.#silence)
    if (this.#unsaved.isPending && isLive) {
      this.#silence = setTimeout(() => {
        this.#unsaved.onTimeout()
        this.#advance()
      }, SILENCE_MS)
    }
  }
}
