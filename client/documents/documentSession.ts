import { shallowRef } from 'vue'
import type { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { closeCodes } from '../../shared/closeCodes'
import { backoffMs, spread } from '../../shared/rules/backoff'
import type { Tokens } from '../api/tokens'
import { createConnection, protocolsOf } from './documentConnection'
import { providerOf, stateOf, type DocumentMode, type DocumentState, type SessionPhase } from './sessionPhase'

export interface DocumentPorts {
  tokens: Pick<Tokens, 'fresh' | 'refresh' | 'onChange'>
  describe(name: string): Promise<{ epoch: string; mode: DocumentMode }>
  origin(): string
}

/** The copy of the document that is connected. */
export interface SessionContent {
  doc: Y.Doc
  awareness: Awareness
  /** The local changes that the server may not have, in their order. */
  mine(): readonly Uint8Array[]
}

export interface SessionEvents {
  /** Answers whether the document here is of this epoch. Where it is not, it begins anew. */
  described(epoch: string, mode: DocumentMode): boolean
  /** The document was exchanged with the server. */
  synced(): void
  /** The server tells how many changes of each client it holds; `isAnswer` where it answers an update. */
  holds(vector: Map<number, number>, isAnswer: boolean): void
  /** `state` changed. */
  changed(): void
  /** The server refused a change, or has another document. With `isAll` it would refuse every local change. */
  outdated(code: string, isAll: boolean): void
  stopped(state: 'refused' | 'forbidden', code: string): void
  /** Somebody logged in or out. */
  userChanged(): void
}

const RETRY = { firstMs: 1000, longestMs: 30_000 }
const TOO_FAST = { firstMs: 2000, longestMs: 30_000 }

/** Connects one document with the server, and reconnects it. */
export class DocumentSession {
  readonly state = shallowRef<DocumentState>('connecting')
  readonly mode = shallowRef<DocumentMode | null>(null)
  #phase: SessionPhase = { name: 'idle' }
  /** True if the document was asked for as a guest; null before the first time. */
  #isGuest: boolean | null = null
  #failures = 0
  /** The number of times in a row that the server closed because too much was sent. */
  #tooFast = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #askNow: () => void = () => undefined
  readonly #stopListening: () => void

  constructor(private readonly name: string, private readonly ports: DocumentPorts, private readonly events: SessionEvents) {
    this.#stopListening = ports.tokens.onChange(token => {
      const provider = providerOf(this.#phase)
      if (provider) provider.protocols = protocolsOf(token)
      if (this.#isGuest !== null && this.#isGuest !== (token === null)) events.userChanged()
    })
  }

  /** Connects this document; an earlier one must have been ended. */
  start(content: SessionContent): void {
    this.#askNow = () => void this.#ask(content, true)
    void this.#ask(content, false)
  }

  /** Disconnects. Answers on their way no longer count. */
  end(): void {
    clearTimeout(this.#timer)
    this.#enter({ name: 'idle' })
  }

  destroy(): void {
    this.#stopListening()
    this.end()
  }

  get isIdle(): boolean {
    return this.#phase.name === 'idle'
  }

  /** True if a change with this origin came from the server. */
  isOrigin(origin: unknown): boolean {
    const provider = providerOf(this.#phase)
    return provider !== null && origin === provider
  }

  /** The network is back: the next try need not wait. */
  wake(): void {
    if (this.state.value !== 'offline') return
    const provider = providerOf(this.#phase)
    if (provider) provider.connect()
    else this.#askNow()
  }

  /** The server has taken all that was sent: the pause after sending too much starts small again. */
  caughtUp(): void {
    this.#tooFast = 0
  }

  /** Runs this after a pause, which grows with each failure. */
  later(run: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(run, spread(backoffMs(this.#failures++, RETRY)))
  }

  async #ask(content: SessionContent, isRetry: boolean): Promise<void> {
    clearTimeout(this.#timer)
    const asking = this.#enter({ name: 'asking', isRetry })
    try {
      const token = await this.ports.tokens.fresh()
      if (asking !== this.#phase) return
      this.#isGuest = token === null
      const { epoch, mode } = await this.ports.describe(this.name)
      if (asking !== this.#phase) return
      this.mode.value = mode
      if (this.events.described(epoch, mode)) this.#connect(content, epoch, token)
    } catch (failure) {
      if (asking !== this.#phase) return
      if (isFinal(failure)) return this.#stop('forbidden', 'forbidden')
      this.#enter({ name: 'waiting' })
      this.later(this.#askNow)
    }
  }

  #connect({ doc, awareness, mine }: SessionContent, epoch: string, token: string | null): void {
    const { name, ports, events } = this
    const provider = createConnection({ origin: ports.origin(), name, doc, awareness, epoch, token, mine }, {
      synced: () => {
        if (this.#isOver(provider)) return
        this.#failures = 0
        this.#enter({ name: 'live', provider })
        events.synced()
        if (this.mode.value === 'ro' && this.#isGuest === false) void this.#askMode(provider)
      },
      dropped: () => {
        if (!this.#isOver(provider)) this.#enter({ name: 'dropped', provider })
      },
      closed: (code, reason) => this.#closed(provider, code, reason),
      taken: () => {
        if (!this.#isOver(provider)) events.outdated('stale', false)
      },
      holds: events.holds,
    })
    this.#enter({ name: 'connecting', provider })
    provider.connect()
  }

  #closed(provider: WebsocketProvider, code: number, reason: string): void {
    switch (code) {
      case closeCodes.unauthenticated:
        return void this.#renewToken(provider)
      case closeCodes.tooFast:
        this.#timer = setTimeout(() => provider.connect(), backoffMs(this.#tooFast++, TOO_FAST))
        return
      case closeCodes.otherEpoch:
        return this.events.outdated('stale', false)
      case closeCodes.refused:
        return this.events.outdated(reason.split(' ')[0] || 'invalid', reason === 'locked face')
      case closeCodes.tooLarge:
        return this.events.outdated('too_large', false)
      case closeCodes.forbidden:
        return void this.#denied(provider)
      case closeCodes.notFound:
        return this.#stop('forbidden', 'not_found')
      default:
        return this.#stop('refused', 'internal')
    }
  }

  async #renewToken(provider: WebsocketProvider): Promise<void> {
    try {
      const token = await this.ports.tokens.refresh()
      if (this.#isOver(provider)) return
      provider.protocols = protocolsOf(token)
      this.later(() => void this.#reconnect(provider))
    } catch {
      if (!this.#isOver(provider)) this.later(() => void this.#renewToken(provider))
    }
  }

  /** The user's rights may have changed meanwhile. */
  async #reconnect(provider: WebsocketProvider): Promise<void> {
    try {
      const { mode } = await this.ports.describe(this.name)
      if (this.#isOver(provider)) return
      this.mode.value = mode
      provider.connect()
    } catch (failure) {
      if (this.#isOver(provider)) return
      if (isFinal(failure)) this.#stop('forbidden', 'forbidden')
      else this.later(() => void this.#reconnect(provider))
    }
  }

  /** The rights were asked for before the connection was let in. No message tells a reader who was allowed to write in between. */
  async #askMode(provider: WebsocketProvider): Promise<void> {
    const isOver = () => this.#isOver(provider) || this.mode.value !== 'ro'
    try {
      const { mode } = await this.ports.describe(this.name)
      if (isOver() || mode === 'ro') return
      this.mode.value = mode
      provider.disconnect()
      provider.connect()
    } catch (failure) {
      if (!isOver() && !isFinal(failure)) this.later(() => void this.#askMode(provider))
    }
  }

  /** A user who may only read by now gets the unsaved edits back and goes on as a reader. */
  async #denied(provider: WebsocketProvider): Promise<void> {
    const now = await this.ports.describe(this.name).catch(() => null)
    if (this.#isOver(provider)) return
    if (now?.mode === 'ro' && this.mode.value === 'rw') this.events.outdated('locked', true)
    else this.#stop('forbidden', 'forbidden')
  }

  #stop(state: 'refused' | 'forbidden', code: string): void {
    clearTimeout(this.#timer)
    this.events.stopped(state, code)
    this.#enter({ name: 'stopped', state })
  }

  #isOver(provider: WebsocketProvider): boolean {
    return providerOf(this.#phase) !== provider
  }

  /** A phase without a provider destroys that of the phase before. */
  #enter(phase: SessionPhase): SessionPhase {
    const provider = providerOf(this.#phase)
    this.#phase = phase
    if (provider && provider !== providerOf(phase)) provider.destroy()
    this.state.value = stateOf(phase)
    this.events.changed()
    return phase
  }
}

const isFinal = (failure: unknown): boolean =>
  typeof failure === 'object' && failure !== null && 'status' in failure
  && (failure.status === 401 || failure.status === 403 || failure.status === 404)
