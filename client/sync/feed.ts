import type { FeedChange, FeedHead, FeedName, FeedRow } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { parseCursor, type CursorPlace } from '../../shared/rules/cursor'
import { catchUp, type CaughtUp } from './catchUp'
import { rowKey, type FeedStep, type FeedTransport, type RowStore } from './feedTransport'

/**
 * - loading: reading what was kept from last time
 * - waiting: not connected, or a try failed and the next one is due
 * - opening: asking what changed
 * - live: pushes are applied as they come
 * - behind: as live, but something was missed and will be asked for in a moment
 * - refused: not ours to read
 */
export type FeedPhase = 'loading' | 'waiting' | 'opening' | 'live' | 'behind' | 'refused'

/** For the sync page: where the feed stands and what the last catch-up cost. */
export interface FeedStatus {
  phase: FeedPhase
  cursor: string | null
  mode: 'delta' | 'snapshot' | null
  /** Fetched by the last catch-up. */
  rows: number
  bytes: number
  /** Rows there are. */
  total: number
  /** The server's time of the last change taken in. */
  at: string | null
}

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
const RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000
const WIPING = ['forbidden', 'not_found', 'unauthenticated']

/** One feed as a client follows it: the rules [SYNC-1] to [SYNC-12]. */
export class Feed {
  status: FeedStatus = { phase: 'loading', cursor: null, mode: null, rows: 0, bytes: 0, total: 0, at: null }
  #place: CursorPlace | null = null
  /** Revs of the live rows and their sum, to check against `feed:head`. */
  #revs = new Map<string, number>()
  #sum = 0
  /** Rises whenever answers still on their way no longer count. */
  #run = 0
  #kept: FeedChange[] = []
  #beyondKept: CursorPlace | null = null
  #keptHead: FeedHead | null = null
  #cancel: (() => void) | null = null
  #failures = 0
  #resting: (() => void)[] = []

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
    if (phase === 'opening') this.#keep(change)
    else if (phase === 'live' || phase === 'behind') this.#takeChange(change)
  }

  head(head: FeedHead): void {
    const { phase } = this.status
    if (phase === 'opening') this.#keptHead = head
    else if (phase === 'live' || phase === 'behind') this.#check(head)
  }

  revoked(): void {
    this.#forgetAnswers()
    this.#wipe()
    this.#enter('refused')
  }

  /** Everything anew, whatever is here; it stays until the new is. */
  refetch(): void {
    const { phase } = this.status
    if (phase === 'live' || phase === 'behind') this.#open(true)
  }

  /** Where it stands, and the checksum of what it holds there; null before the first rows. */
  get standing(): Omit<FeedHead, 'feed' | 'cursor'> | null {
    return this.#place && { epoch: this.#place.epoch, rev: this.#place.rev, n: this.#revs.size, sum: this.#sum }
  }

  /** Asks what changed, unless that is being asked already; done once it is known, or cannot be known now. */
  reach(): Promise<void> {
    const { phase } = this.status
    if (phase === 'live' || phase === 'behind') this.#open()
    return this.rested()
  }

  /** Once nothing more is on its way that was asked for. */
  rested(): Promise<void> {
    const { phase } = this.status
    if (phase !== 'loading' && phase !== 'opening') return Promise.resolve()
    return new Promise(resolve => void this.#resting.push(resolve))
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
    if (head.n !== this.#revs.size || head.sum !== this.#sum) this.#openSoon(() => false, true)
  }

  /** 256 are kept; of more only how far they reach. */
  #keep(change: FeedChange): void {
    if (this.#beyondKept === null && this.#kept.length < limits.keptChanges) {
      this.#kept.push(change)
      return
    }
    this.#kept = []
    const known = this.#beyondKept
    if (known === null || known.epoch !== change.epoch || change.to > known.rev) {
      this.#beyondKept = { epoch: change.epoch, rev: change.to }
    }
  }

  /** For what everyone notices at once: not all in the same moment, and not where a push was only a little late. */
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
    this.#takeKept()
  }

  #takeKept(): void {
    const [kept, beyond, head] = [this.#kept, this.#beyondKept, this.#keptHead]
    this.#forgetKept()
    for (const change of kept) this.change(change)
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
    const wait = Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** this.#failures++) * (0.5 + this.ports.random() / 2)
    this.#cancel = this.ports.later(wait, () => this.#open(code === 'resync'))
  }

  #take(step: FeedStep, place: CursorPlace): void {
    if (step.replace) this.#count(null)
    for (const row of step.rows) this.#count(row)
    const base = this.status.cursor
    this.#place = place
    this.status = { ...this.status, cursor: step.cursor, total: this.#revs.size }
    if (step.cause !== 'stored') this.ports.store.apply(step, base)
    this.ports.onStep(step)
  }

  /** Null: all rows leave. */
  #count(row: FeedRow | null): void {
    if (row === null) {
      this.#revs.clear()
      this.#sum = 0
      return
    }
    const key = rowKey(row)
    this.#sum -= this.#revs.get(key) ?? 0
    this.#revs.delete(key)
    if (row.op === 'delete') return
    this.#revs.set(key, row.rev)
    this.#sum += row.rev
  }

  #wipe(): void {
    this.#count(null)
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
    for (const done of this.#resting.splice(0)) done()
  }

  #forgetAnswers(): void {
    this.#run++
    this.#cancel?.()
    this.#cancel = null
    this.#forgetKept()
  }

  #forgetKept(): void {
    this.#kept = []
    this.#beyondKept = null
    this.#keptHead = null
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'internal'
