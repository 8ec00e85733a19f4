import { shallowRef } from 'vue'
import { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { closeCodes } from '../../shared/closeCodes'
import { createConnection, protocolsOf } from './documentConnection'
import { editsOf, idOf, type Edit, type LostEdit } from './edits'
import { SaveTracker } from './saveTracker'
import type { Tokens } from './tokens'

/**
 * - offline: not reached; it goes on trying
 * - refused: the server would not have it, again and again
 * - forbidden: not ours to read, or not there
 */
export type DocumentState = 'connecting' | 'live' | 'offline' | 'refused' | 'forbidden'
/** waiting: kept here until the server is reached; refused: something in `lost` was not taken. */
export type SavedState = 'saved' | 'saving' | 'waiting' | 'refused'

export interface DocumentWorld {
  tokens: Pick<Tokens, 'fresh' | 'refresh' | 'onChange'>
  describe(name: string): Promise<{ epoch: string; mode: 'rw' | 'ro' }>
  origin(): string
}

const RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000
const TOO_FAST_MS = 2000
const SILENCE_MS = 5000
const RELOADS = 20

/** One document, its connection, and what of mine is not yet kept by the server. Plain object: no Proxy may wrap it. */
export class LiveDocument {
  doc = new Y.Doc()
  awareness = new Awareness(this.doc)
  provider: WebsocketProvider | null = null
  /** Rises when `doc` and `awareness` were replaced by new ones. */
  readonly generation = shallowRef(0)
  readonly state = shallowRef<DocumentState>('connecting')
  readonly saved = shallowRef<SavedState>('saved')
  readonly mode = shallowRef<'rw' | 'ro' | null>(null)
  readonly lost = shallowRef<readonly LostEdit[]>([])
  /** What is not yet kept, by `root key`; for display. */
  readonly unsaved = shallowRef<ReadonlyMap<string, Edit>>(new Map())
  #tracker = new SaveTracker()
  #edits = new Map<string, Edit & { number: number }>()
  /** To be set one by one, each once the one before is kept, so that a refusal names the one. */
  #queue: Edit[] = []
  #isReplaying = false
  #hasSynced = false
  /** As whom the document was asked for; null before. */
  #isGuest: boolean | null = null
  #run = 0
  #failures = 0
  #reloads = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  readonly #stopListening: () => void

  constructor(readonly name: string, private readonly world: DocumentWorld) {
    this.#listen()
    this.#stopListening = world.tokens.onChange(token => {
      if (this.provider) this.provider.protocols = protocolsOf(token)
      if (this.#isGuest !== null && this.#isGuest !== (token === null)) this.#becomeAnother()
    })
    void this.#load()
  }

  destroy(): void {
    this.#run++
    this.#stopListening()
    this.#drop()
  }

  /** Sets a map's key; before the document was read it waits, for an unread value would count as written at once with mine. */
  set(root: string, key: string, value: unknown): void {
    this.lost.value = this.lost.value.filter(lost => lost.root !== root || lost.key !== key)
    this.#queue = this.#queue.filter((edit, at) => (at === 0 && this.#isReplaying) || edit.root !== root || edit.key !== key)
    if (this.#hasSynced && this.#queue.length === 0) this.#write({ root, key, value })
    else this.#queue.push({ root, key, value })
    this.#tell()
  }

  forgetLost(edit: LostEdit): void {
    this.lost.value = this.lost.value.filter(lost => lost !== edit)
    this.#tell()
  }

  async #load(): Promise<void> {
    const run = ++this.#run
    clearTimeout(this.#timer)
    try {
      const token = await this.world.tokens.fresh()
      if (run !== this.#run) return
      this.#isGuest = token === null
      const { epoch, mode } = await this.world.describe(this.name)
      if (run !== this.#run) return
      this.mode.value = mode
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
    const { doc, awareness, name, world } = this
    this.provider = createConnection({ origin: world.origin(), name, doc, awareness, epoch, token }, {
      synced: () => {
        this.#hasSynced = true
        this.#failures = 0
        this.state.value = 'live'
        this.#settle()
      },
      dropped: () => {
        if (this.state.value === 'live' || this.state.value === 'connecting') this.state.value = 'offline'
        this.#tell()
      },
      closed: (code, reason) => this.#closed(code, reason),
      holds: (clock, isAnswer) => {
        if (isAnswer) this.#tracker.acknowledged(clock)
        else this.#tracker.stated(clock)
        this.#settle()
      },
    })
    this.provider.connect()
  }

  #closed(code: number, reason: string): void {
    switch (code) {
      case closeCodes.unauthenticated:
        return void this.world.tokens.refresh().then(
          token => {
            if (!this.provider) return
            this.provider.protocols = protocolsOf(token)
            this.#again(() => void this.#return())
          },
          () => this.#again(() => this.#closed(code, reason)),
        )
      case closeCodes.tooFast:
        this.#timer = setTimeout(() => this.provider?.connect(), TOO_FAST_MS)
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
      const { mode } = await this.world.describe(this.name)
      if (run !== this.#run) return
      this.mode.value = mode
      this.provider?.connect()
    } catch (failure) {
      if (run !== this.#run) return
      if (isFinal(failure)) this.#stop('forbidden', 'forbidden')
      else this.#again(() => void this.#return())
    }
  }

  /** What was written while away to what is only read by now is given back; it goes on as a reader. */
  async #denied(): Promise<void> {
    const run = this.#run
    const now = await this.world.describe(this.name).catch(() => null)
    if (run !== this.#run) return
    if (now?.mode === 'ro' && this.mode.value === 'rw') this.#reload('locked', true)
    else this.#stop('forbidden', 'forbidden')
  }

  /** Begins anew with an empty document: a refused change cannot be taken out of the old one. Where everything would be refused, nothing is sent again. */
  #reload(code: string, isAll = false): void {
    const refused = this.#isReplaying && code !== 'stale' ? this.#queue.shift() : undefined
    const edits = new Map([...this.#edits.values(), ...this.#queue].map(edit => [idOf(edit), edit]))
    if (refused) edits.delete(idOf(refused))
    const isLost = (edit: Edit) => isAll || edit.key === null
    const lost = [...edits.values()].filter(isLost)
    this.#lose(refused ? [refused, ...lost] : lost, code)
    this.#queue = [...edits.values()].filter(edit => !isLost(edit))
    this.#renew()
    if (++this.#reloads > RELOADS) this.#again(() => void this.#load())
    else void this.#load()
  }

  /** Someone logged in or out: what the one did not get saved is not the other's to send. */
  #becomeAnother(): void {
    this.#lose([...this.#edits.values(), ...this.#queue], 'unauthenticated')
    this.#queue = []
    this.#renew()
    void this.#load()
  }

  #renew(): void {
    this.#drop()
    this.doc = new Y.Doc()
    this.awareness = new Awareness(this.doc)
    this.#tracker = new SaveTracker()
    this.#edits.clear()
    this.#hasSynced = false
    this.#listen()
    this.generation.value++
    this.state.value = 'connecting'
    this.#tell()
  }

  #stop(state: DocumentState, code: string): void {
    this.#run++
    this.#lose([...this.#queue, ...this.#edits.values()], code)
    this.#queue = []
    this.#edits.clear()
    this.state.value = state
    this.#tell()
  }

  #lose(edits: Edit[], code: string): void {
    if (edits.length > 0) this.lost.value = [...this.lost.value, ...edits.map(({ root, key, value }) => ({ root, key, value, code }))]
  }

  #listen(): void {
    const { doc } = this
    doc.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (doc !== this.doc || origin === this.provider) return
      const number = this.#tracker.changed(Y.getState(doc.store, doc.clientID))
      for (const edit of editsOf(doc, transaction)) this.#edits.set(idOf(edit), { ...edit, number })
      this.#tell()
    })
  }

  #write({ root, key, value }: Edit): void {
    if (key === null) return
    if (value === undefined) this.doc.getMap(root).delete(key)
    else this.doc.getMap(root).set(key, value)
  }

  /** Forgets what is kept by now and, when all is, sets what waits its turn. */
  #settle(): void {
    for (const [id, edit] of this.#edits) {
      if (this.#tracker.isSaved(edit.number)) this.#edits.delete(id)
    }
    if (this.#tracker.isAllSaved && this.state.value === 'live') {
      if (this.#isReplaying) this.#queue.shift()
      const next = this.#queue[0]
      this.#isReplaying = next !== undefined
      if (next) this.#write(next)
      else this.#reloads = 0
    }
    this.#tell()
  }

  #tell(): void {
    this.unsaved.value = new Map([...this.#queue, ...this.#edits.values()].map(edit => [idOf(edit), edit]))
    const isPending = !this.#tracker.isAllSaved || this.#queue.length > 0
    const isLive = this.state.value === 'live'
    if (isPending) this.saved.value = isLive ? 'saving' : 'waiting'
    else this.saved.value = this.lost.value.length > 0 ? 'refused' : 'saved'
    clearTimeout(this.#silence)
    if (isPending && isLive) {
      this.#silence = setTimeout(() => {
        this.#tracker.silent()
        this.#settle()
      }, SILENCE_MS)
    }
  }

  #again(run: () => void): void {
    clearTimeout(this.#timer)
    const wait = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** this.#failures++) * (0.5 + Math.random() / 2)
    this.#timer = setTimeout(run, wait)
  }

  #drop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#silence)
    this.#isReplaying = false
    this.provider?.destroy()
    this.provider = null
    this.awareness.destroy()
    this.doc.destroy()
  }
}

const isFinal = (failure: unknown): boolean =>
  typeof failure === 'object' && failure !== null && 'status' in failure
  && (failure.status === 401 || failure.status === 403 || failure.status === 404)
