import { shallowRef } from 'vue'
import { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { closeCodes } from '../../shared/closeCodes'
import { parseNoteRoot } from '../../shared/documents'
import type { DocumentCopies, DocumentCopy, KeptEdit } from './documentStorage'
import { createConnection, protocolsOf } from './documentConnection'
import type { Edit, LostEdit } from './edits'
import { editsOf } from './editsOf'
import { rewriteNote } from '../annotations/rewriteNote'
import type { Tokens } from '../api/tokens'
import { Unsaved } from './unsaved'

/**
 * - offline: not reached; it goes on trying
 * - refused: the server would not have it, again and again
 * - forbidden: not ours to read, or not there
 */
export type DocumentState = 'connecting' | 'live' | 'offline' | 'refused' | 'forbidden'
/** waiting: kept here until the server is reached; refused: something in `lost` was not taken. */
export type SavedState = 'saved' | 'saving' | 'waiting' | 'refused'

export interface DocumentPorts {
  tokens: Pick<Tokens, 'fresh' | 'refresh' | 'onChange'>
  describe(name: string): Promise<{ epoch: string; mode: 'rw' | 'ro' }>
  origin(): string
}

const RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000
const TOO_FAST_MS = 2000
const SILENCE_MS = 5000
const RELOADS = 20
/** Origins of what is read from this device: what the server has, and what was made here before. */
const BASE = 'kept'
const MADE_BEFORE = 'made before'

/** One document, its connection, its copy on this device, and what of mine is not yet kept by the server. Plain object: no Proxy may wrap it. */
export class LiveDocument {
  doc = new Y.Doc()
  awareness = new Awareness(this.doc)
  provider: WebsocketProvider | null = null
  /** Rises when `doc` and `awareness` were replaced by new ones. */
  readonly generation = shallowRef(0)
  readonly state = shallowRef<DocumentState>('connecting')
  readonly saved = shallowRef<SavedState>('saved')
  readonly mode = shallowRef<'rw' | 'ro' | null>(null)
  /** Whether what stands in it was read, from the server or from this device. */
  readonly isRead = shallowRef(false)
  readonly lost = shallowRef<readonly LostEdit[]>([])
  /** What is not yet kept, by `root key`; for display. */
  readonly unsaved = shallowRef<ReadonlyMap<string, Edit>>(new Map())
  #copy: DocumentCopy | null
  #unsaved = new Unsaved()
  /** My changes that the server may not have, in their order. */
  #mine: Uint8Array[] = []
  #epoch: string | null = null
  /** Whether the copy was read. */
  #isLoaded = false
  /** As whom the document was asked for; null before. */
  #isGuest: boolean | null = null
  #run = 0
  #failures = 0
  #reloads = 0
  /** How often in a row the server had no room for what waits here: each time it is given longer. */
  #slowedDown = 0
  #retry: (() => void) | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  readonly #stopListening: () => void

  constructor(readonly name: string, private readonly ports: DocumentPorts, copies: DocumentCopies | null) {
    this.#copy = copies?.open(name, Y.mergeUpdates) ?? null
    this.#listen()
    this.#stopListening = ports.tokens.onChange(token => {
      if (this.provider) this.provider.protocols = protocolsOf(token)
      if (this.#isGuest !== null && this.#isGuest !== (token === null)) this.switchStorage(null)
    })
    void this.#begin(true)
  }

  destroy(): void {
    this.#run++
    this.#stopListening()
    this.#drop()
    this.#copy?.close()
  }

  /** Sets a map's key; before the document was read it waits, for an unread value would count as written at once with mine. */
  set(root: string, key: string, value: unknown): void {
    this.#unsaved.replace({ root, key })
    if (this.isRead.value && !this.#unsaved.hasQueue) this.#write([{ root, key, value }])
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

  /** What was not taken is tried once more: a text takes the place of what stands there now. */
  retry(edit: LostEdit): void {
    this.forgetLost(edit)
    if (edit.key !== null) return this.set(edit.root, edit.key, edit.value)
    const holdId = parseNoteRoot(edit.root)
    if (holdId !== null && typeof edit.value === 'string') rewriteNote(this, holdId, edit.value)
  }

  /** Keys that wait are not to be sent after all: begins anew with what the server has and the rest of mine. Texts have no such way back. */
  discard(edits: readonly Edit[]): void {
    if (this.state.value === 'live') return
    this.#unsaved.beginAnew('stale', false)
    for (const edit of edits) this.#unsaved.replace(edit)
    this.#copy?.undo()
    this.#renew()
    void this.#begin(false)
  }

  /** Another tab left this behind: it is sent from here. */
  adopt(updates: readonly Uint8Array[], edits: readonly KeptEdit[]): void {
    if (!this.#isLoaded) return
    this.#unsaved.restore(edits, this.#epoch, updates)
    for (const update of updates) Y.applyUpdate(this.doc, update, MADE_BEFORE)
    this.#mine.push(...updates)
    this.#advance()
  }

  /** Somebody else sits here now: what the one did not get saved is not the other's to send. It waits where this device keeps it, else it is given back. */
  switchStorage(copies: DocumentCopies | null): void {
    if (this.#copy?.keeps) this.#unsaved.clear()
    else this.#unsaved.loseAll('unauthenticated')
    this.#copy?.close()
    this.#copy = copies?.open(this.name, Y.mergeUpdates) ?? null
    this.#reloads = 0
    this.#renew()
    void this.#begin(true)
  }

  /** The network is back: it need not wait for its next try. */
  wake(): void {
    if (this.state.value !== 'offline') return
    if (this.provider) this.provider.connect()
    else this.#retry?.()
  }

  /** From the copy first, then from the server; of what is known to be unsaved the copy says nothing new. */
  async #begin(withEdits: boolean): Promise<void> {
    const run = ++this.#run
    const stored = await this.#copy?.load().catch(() => null)
    if (run !== this.#run) return
    this.#isLoaded = true
    if (stored) {
      const { epoch, base, mine } = stored
      for (const update of base) Y.applyUpdate(this.doc, update, BASE)
      if (base.length > 0) this.#copy?.fold(() => Y.encodeStateAsUpdate(this.doc))
      for (const update of mine) Y.applyUpdate(this.doc, update, MADE_BEFORE)
      this.#unsaved.restore(withEdits ? stored.edits : [], epoch, mine)
      this.#mine = [...mine]
      this.#epoch = epoch
      this.mode.value ??= stored.mode
      this.isRead.value ||= epoch !== null
      this.#tell()
    }
    void this.#load()
  }

  async #load(): Promise<void> {
    const run = ++this.#run
    clearTimeout(this.#timer)
    try {
      const token = await this.ports.tokens.fresh()
      if (run !== this.#run) return
      this.#isGuest = token === null
      const { epoch, mode } = await this.ports.describe(this.name)
      if (run !== this.#run) return
      this.mode.value = mode
      // The server was made anew: what is kept of the other one brings nothing back.
      if (this.#epoch !== null && this.#epoch !== epoch) return this.#reload('stale')
      this.#epoch = epoch
      this.#copy?.begin(epoch, mode)
      this.#connect(epoch, token)
    } catch (failure) {
      if (run !== this.#run) return
      if (isFinal(failure)) return this.#stop('forbidden', 'forbidden')
      this.state.value = 'offline'
      this.#tell()
      this.#again(() => void this.#load())
    }
  }

  #connect(epoch: string, token: string | null): void {
    const { doc, awareness, name, ports } = this
    this.provider = createConnection({ origin: ports.origin(), name, doc, awareness, epoch, token, mine: () => this.#mine }, {
      synced: () => {
        this.isRead.value = true
        this.#failures = 0
        this.state.value = 'live'
        this.#advance()
        if (this.mode.value === 'ro' && this.#isGuest === false) void this.#askMode()
      },
      dropped: () => {
        if (this.state.value === 'live' || this.state.value === 'connecting') this.state.value = 'offline'
        this.#tell()
      },
      closed: (code, reason) => this.#closed(code, reason),
      taken: () => this.#reload('stale'),
      holds: (vector, isAnswer) => {
        this.#unsaved.heard(vector, isAnswer)
        this.#advance()
      },
    })
    this.provider.connect()
  }

  #closed(code: number, reason: string): void {
    switch (code) {
      case closeCodes.unauthenticated:
        return void this.ports.tokens.refresh().then(
          token => {
            if (!this.provider) return
            this.provider.protocols = protocolsOf(token)
            this.#again(() => void this.#return())
          },
          () => this.#again(() => this.#closed(code, reason)),
        )
      case closeCodes.tooFast:
        this.#timer = setTimeout(() => this.provider?.connect(), Math.min(LONGEST_RETRY_MS, TOO_FAST_MS * 2 ** this.#slowedDown++))
        return
      case closeCodes.otherEpoch:
        return this.#reload('stale')
      case closeCodes.refused:
        return this.#reload(reason.split(' ')[0] || 'invalid', reason === 'locked face')
      case closeCodes.tooLarge:
        return this.#reload('too_large')
      case closeCodes.forbidden:
        return void this.#denied()
      case closeCodes.notFound:
        return this.#stop('forbidden', 'not_found')
      default:
        return this.#stop('refused', 'internal')
    }
  }

  /** What one may do may be another thing by now. */
  async #return(): Promise<void> {
    const run = this.#run
    try {
      const { mode } = await this.ports.describe(this.name)
      if (run !== this.#run) return
      this.mode.value = mode
      this.provider?.connect()
    } catch (failure) {
      if (run !== this.#run) return
      if (isFinal(failure)) this.#stop('forbidden', 'forbidden')
      else this.#again(() => void this.#return())
    }
  }

  /** What it may do was asked before the server let it in: of what was allowed in between nobody tells it. */
  async #askMode(): Promise<void> {
    const run = this.#run
    const isOver = () => run !== this.#run || this.mode.value !== 'ro'
    try {
      const { mode } = await this.ports.describe(this.name)
      if (isOver() || mode === 'ro') return
      this.mode.value = mode
      this.provider?.disconnect()
      this.provider?.connect()
    } catch (failure) {
      if (!isOver() && !isFinal(failure)) this.#again(() => void this.#askMode())
    }
  }

  /** What was written while away to what is only read by now is given back; it goes on as a reader. */
  async #denied(): Promise<void> {
    const run = this.#run
    const now = await this.ports.describe(this.name).catch(() => null)
    if (run !== this.#run) return
    if (now?.mode === 'ro' && this.mode.value === 'rw') this.#reload('locked', true)
    else this.#stop('forbidden', 'forbidden')
  }

  /** Begins anew with what the server has: a refused change cannot be taken out of the old one. Where everything would be refused, nothing is sent again. */
  #reload(code: string, isAll = false): void {
    this.#unsaved.beginAnew(code, isAll)
    if (code === 'stale') this.#copy?.forget()
    else this.#copy?.undo()
    this.#renew()
    if (++this.#reloads > RELOADS) this.#again(() => void this.#begin(false))
    else void this.#begin(false)
  }

  #renew(): void {
    this.#drop()
    this.doc = new Y.Doc()
    this.awareness = new Awareness(this.doc)
    this.#mine = []
    this.#epoch = null
    this.#isLoaded = false
    this.isRead.value = false
    this.#listen()
    this.generation.value++
    this.state.value = 'connecting'
    this.#tell()
  }

  #stop(state: DocumentState, code: string): void {
    this.#run++
    this.#unsaved.loseAll(code)
    if (state === 'forbidden') this.#copy?.forget()
    this.state.value = state
    this.#tell()
  }

  #listen(): void {
    const { doc } = this
    const whole = () => Y.encodeStateAsUpdate(doc)
    doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (doc !== this.doc || origin === BASE || origin === MADE_BEFORE) return
      if (this.provider && origin === this.provider) {
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

  #write(edits: readonly Edit[]): void {
    this.doc.transact(() => {
      for (const { root, key, value } of edits) {
        if (key === null) continue
        if (value === undefined) this.doc.getMap(root).delete(key)
        else this.doc.getMap(root).set(key, value)
      }
    })
  }

  /** When all that was made is kept, sets what waits its turn. */
  #advance(): void {
    if (!this.#unsaved.isPending) this.#slowedDown = 0
    if (this.#unsaved.isAllSaved && this.#mine.length > 0) {
      this.#mine = []
      this.#copy?.saved()
      this.#copy?.fold(() => Y.encodeStateAsUpdate(this.doc))
    }
    if (this.state.value === 'live') {
      const next = this.#unsaved.next()
      if (next.length > 0) this.#write(next)
      else if (!this.#unsaved.isPending) this.#reloads = 0
    }
    this.#tell()
  }

  #tell(): void {
    this.unsaved.value = this.#unsaved.all()
    this.lost.value = this.#unsaved.lost
    this.#copy?.edits(this.#unsaved.kept(this.#epoch))
    const { isPending } = this.#unsaved
    const isLive = this.state.value === 'live'
    if (isPending) this.saved.value = isLive ? 'saving' : 'waiting'
    else this.saved.value = this.lost.value.length > 0 ? 'refused' : 'saved'
    clearTimeout(this.#silence)
    if (isPending && isLive) {
      this.#silence = setTimeout(() => {
        this.#unsaved.silent()
        this.#advance()
      }, SILENCE_MS)
    }
  }

  #again(run: () => void): void {
    clearTimeout(this.#timer)
    const wait = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** this.#failures++) * (0.5 + Math.random() / 2)
    this.#retry = run
    this.#timer = setTimeout(run, wait)
  }

  #drop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#silence)
    this.#retry = null
    this.provider?.destroy()
    this.provider = null
    this.awareness.destroy()
    this.doc.destroy()
  }
}

const isFinal = (failure: unknown): boolean =>
  typeof failure === 'object' && failure !== null && 'status' in failure
  && (failure.status === 401 || failure.status === 403 || failure.status === 404)
