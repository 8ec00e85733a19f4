import type { FeedChange, FeedHead, FeedName } from '../../shared/contract/feeds'
import { backoffMs, spread } from '../../shared/rules/backoff'
import { parseCursor, type CursorPlace } from '../../shared/rules/cursor'
import { BufferedPushes } from './bufferedPushes'
import { catchUp, type CaughtUp } from './catchUp'
import { FeedChecksum } from './feedChecksum'
import type { FeedPhase, FeedStatus } from './feedStatus'
import type { FeedStep, FeedTransport, RowStore } from './feedTransport'

export interface FeedPorts {
  transport: FeedTransport
  store: RowStore
  isConnected(): boolean
  later(ms: number, run: () => void): () => void
  random(): number
  onStep(step: FeedStep): void
  onWipe(feed: FeedName): void
  onStatus(feed: FeedName, status: FeedStatus): void
}

const JITTER_MS = 2000
const RETRY = { firstMs: 1000, longestMs: 30_000 }
const WIPING = ['forbidden', 'not_found', 'unauthenticated']

/** One feed as a client follows it: the rules [SYNC-1] to [SYNC-17]. */
export class Feed {
  status: FeedStatus = { phase: 'loading', cursor: null, mode: null, rows: 0, bytes: 0, total: 0, at: null }
  #place: CursorPlace | null = null
  readonly #checksum = new FeedChecksum()
  readonly #buffered = new BufferedPushes()
  /** Rises whenever answers still on their way no longer count. */
  #run = 0
  #cancel: (() => void) | null = null
  #failures = 0
  #waiting: (() => void)[] = []

  constructor(readonly name: FeedName, private readonly ports: FeedPorts) {}

  async start(): Promise<void> {
    const run = ++this.#run
    const stored = await this.ports.store.load(this.name).catch(() => null)
    if (run !== this.#run) return
    const place = stored && parseCursor(stored.cursor)
    if (stored && place) {
      this.#take({ feed: this.name, replace: true, rows: stored.rows, cursor: stored.cursor, cause: 'stored' }, place)
    }
    if (this.ports.isConnected()) this.#open()
    else this.#enter('waiting')
  }

  stop(): void {
    this.#forgetAnswers()
    this.#rest()
  }

  connected(): void {
    if (this.status.phase !== 'loading') this.#open()
  }

  disconnected(): void {
    if (this.status.phase === 'loading') return
    this.#forgetAnswers()
    if (this.status.phase !== 'refused') this.#enter('waiting')
  }

  change(change: FeedChange): void {
    const { phase } = this.status
    if (phase === 'opening') this.#buffered.keep(change)
    else if (phase === 'live' || phase === 'behind') this.#takeChange(change)
  }

  head(head: FeedHead): void {
    const { phase } = this.status
    if (phase === 'opening') this.#buffered.head = head
    else if (phase === 'live' || phase === 'behind') this.#check(head)
  }

  revoked(): void {
    this.#forgetAnswers()
    this.#wipe()
    this.#enter('refused')
  }

  /** Fetches the whole feed again; the rows that are here stay until then. */
  refetch(): void {
    const { phase } = this.status
    if (phase === 'live' || phase === 'behind') this.#open(true)
  }

  /** The place of the feed and the checksum of its rows there; null before the first rows. */
  get standing(): Omit<FeedHead, 'feed' | 'cursor'> | null {
    return this.#place && { epoch: this.#place.epoch, rev: this.#place.rev, n: this.#checksum.n, sum: this.#checksum.sum }
  }

  /** Asks for changes, unless that is under way. Resolves once they arrived, or cannot be had now. */
  reach(): Promise<void> {
    const { phase } = this.status
    if (phase === 'live' || phase === 'behind') this.#open()
    return this.settled()
  }

  /** Resolves once no answer is awaited. */
  settled(): Promise<void> {
    const { phase } = this.status
    if (phase !== 'loading' && phase !== 'opening') return Promise.resolve()
    return new Promise(resolve => void this.#waiting.push(resolve))
  }

  #takeChange(change: FeedChange): void {
    const place = this.#place
    if (!place || change.epoch !== place.epoch) return this.#openSoon(() => change.epoch === this.#place?.epoch)
    if (change.to <= place.rev) return
    if (change.from > place.rev) return this.#open()
    const rows = change.rows.filter(row => row.rev > place.rev)
    this.status = { ...this.status, at: change.at }
    this.#take({ feed: this.name, replace: false, rows, cursor: change.cursor, cause: 'push' }, { epoch: change.epoch, rev: change.to })
    this.#enter(this.status.phase)
  }

  #check(head: FeedHead): void {
    const place = this.#place
    if (!place || head.epoch !== place.epoch || head.rev > place.rev) {
      return this.#openSoon(() => head.epoch === this.#place?.epoch && head.rev <= this.#place.rev)
    }
    if (head.rev < place.rev) return
    if (head.n !== this.#checksum.n || head.sum !== this.#checksum.sum) this.#openSoon(() => false, true)
  }

  /**
   * Asks after a random pause, because every client notices a gap at the same moment, and not at all if the late push
   * arrives meanwhile.
   */
  #openSoon(isMended: () => boolean, fresh = false): void {
    if (this.status.phase === 'behind') return
    this.#enter('behind')
    this.#cancel = this.ports.later(this.ports.random() * JITTER_MS, () => {
      if (isMended()) this.#enter('live')
      else this.#open(fresh)
    })
  }

  #open(fresh = false): void {
    this.#forgetAnswers()
    const run = this.#run
    this.#enter('opening')
    const since = fresh ? undefined : this.status.cursor ?? undefined
    catchUp(this.ports.transport, this.name, since, () => run === this.#run).then(
      caught => {
        if (run === this.#run) this.#finish(caught)
      },
      (error: unknown) => {
        if (run === this.#run) this.#failed(codeOf(error))
      },
    )
  }

  #finish(caught: CaughtUp): void {
    const own = this.#place
    const { mode, rows, bytes, at, cursor, place } = caught
    if (mode === 'delta' && own && place.epoch !== own.epoch) return this.#failed('resync')
    this.#failures = 0
    this.status = { ...this.status, phase: 'live', mode, rows: rows.length, bytes, at }
    const older = own !== null && own.epoch === place.epoch && place.rev < own.rev
    if (!older) this.#take({ feed: this.name, replace: mode === 'snapshot', rows, cursor, cause: 'catch-up' }, place)
    this.#enter('live')
    this.#takeBuffered()
  }

  #takeBuffered(): void {
    const { changes, beyond, head } = this.#buffered.drain()
    for (const change of changes) this.change(change)
    const place = this.#place
    if (this.status.phase === 'opening') return
    if (beyond && place && (beyond.epoch !== place.epoch || beyond.rev > place.rev)) this.#open()
    if (head) this.head(head)
  }

  #failed(code: string): void {
    this.#forgetAnswers()
    if (WIPING.includes(code)) {
      this.#wipe()
      return this.#enter('refused')
    }
    this.#enter('waiting')
    const wait = spread(backoffMs(this.#failures++, RETRY), this.ports.random)
    this.#cancel = this.ports.later(wait, () => this.#open(code === 'resync'))
  }

  #take(step: FeedStep, place: CursorPlace): void {
    if (step.replace) this.#checksum.clear()
    for (const row of step.rows) this.#checksum.take(row)
    const base = this.status.cursor
    this.#place = place
    this.status = { ...this.status, cursor: step.cursor, total: this.#checksum.n }
    if (step.cause !== 'stored') this.ports.store.apply(step, base)
    this.ports.onStep(step)
  }

  #wipe(): void {
    this.#checksum.clear()
    this.#place = null
    this.status = { ...this.status, cursor: null, mode: null, rows: 0, bytes: 0, total: 0, at: null }
    this.ports.store.clear(this.name)
    this.ports.onWipe(this.name)
  }

  #enter(phase: FeedPhase): void {
    this.status = { ...this.status, phase }
    this.ports.onStatus(this.name, this.status)
    if (phase !== 'loading' && phase !== 'opening') this.#rest()
  }

  #rest(): void {
    for (const done of this.#waiting.splice(0)) done()
  }

  #forgetAnswers(): void {
    this.#run++
    this.#cancel?.()
    this.#cancel = null
    this.#buffered.drain()
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'internal'
