import type { FeedChange, FeedHead, FeedOpened, FeedPage, FeedRow } from '../../shared/contract/feeds'
import { NEVER } from '../../shared/model/instant'
import { formatCursor, parseCursor } from '../../shared/rules/cursor'
import { faceFeed, userFeed } from '../../shared/feedName'

/** Defects that the model test has to find; each was once a real one somewhere. */
export type Defect = 'no-tombstones' | 'no-gap-check' | 'epoch-ignored' | 'join-after-read' | 'pruned-unseen'

export const FEEDS = [faceFeed('a'), userFeed('u')] as const
export type Feed = (typeof FEEDS)[number]

const PAGE = 2
const PUSHED = 3

interface State {
  rev: number
  minRev: number
  /** Value null: a tombstone. */
  rows: Map<string, { rev: number; value: number | null }>
}

export interface Push {
  feed: Feed
  what: { change: FeedChange } | { head: FeedHead } | { revoked: true } | { answer: () => void }
}

/** A socket at the server's end. */
export interface Socket {
  node: number
  mayReadPrivate: boolean
  rooms: Set<Feed>
  down: Push[]
}

/** The feed protocol's server side in memory: one database, two nodes that tail it. */
export class ModelServer {
  readonly feeds = new Map<Feed, State>()
  /** The rows of each feed at each cursor there ever was. */
  readonly history = new Map<string, ReadonlyMap<string, number>>()
  readonly nodes = [0, 1].map(() => ({ isUp: true, tailed: new Map<Feed, { epoch: string; rev: number }>() }))
  readonly sockets = new Set<Socket>()
  epoch = 'epoch000'
  #epochs = 0

  constructor(private readonly defect: Defect | null) {
    for (const feed of FEEDS) {
      this.feeds.set(feed, { rev: 0, minRev: 0, rows: new Map() })
      this.#remember(feed)
    }
    for (const node of [0, 1]) this.restart(node)
  }

  state(feed: Feed): State {
    const state = this.feeds.get(feed)
    if (!state) throw new Error(`no feed ${feed}`)
    return state
  }

  live(feed: Feed): Map<string, number> {
    return new Map([...this.state(feed).rows].flatMap(([id, { value }]): [string, number][] => (value === null ? [] : [[id, value]])))
  }

  put(id: string, value: number, feed: Feed): void {
    for (const other of FEEDS) if (other !== feed) this.#remove(id, other)
    this.#write(feed, id, value)
  }

  delete(id: string): void {
    for (const feed of FEEDS) this.#remove(id, feed)
  }

  prune(feed: Feed): void {
    const state = this.state(feed)
    state.minRev = state.rev
    for (const [id, { value }] of state.rows) if (value === null) state.rows.delete(id)
  }

  newEpoch(): void {
    this.#epochs++
    if (this.defect !== 'epoch-ignored') this.epoch = `epoch${String(this.#epochs).padStart(3, '0')}`
    for (const feed of FEEDS) {
      const rows = this.live(feed)
      this.feeds.set(feed, { rev: 0, minRev: 0, rows: new Map() })
      this.#remember(feed)
      for (const [id, value] of rows) this.#write(feed, id, value)
    }
  }

  restart(node: number): void {
    const it = this.nodes[node]
    if (!it) return
    it.isUp = true
    for (const feed of FEEDS) it.tailed.set(feed, { epoch: this.epoch, rev: this.state(feed).rev })
  }

  /** One node looks what was committed and tells its own sockets. */
  tail(node: number): void {
    const it = this.nodes[node]
    if (!it?.isUp) return
    for (const feed of FEEDS) {
      const at = it.tailed.get(feed)
      const { rev } = this.state(feed)
      if (!at || (at.epoch === this.epoch && at.rev >= rev)) continue
      it.tailed.set(feed, { epoch: this.epoch, rev })
      const rows = this.#rowsAfter(feed, at.rev, at.rev)
      // Deletes that were forgotten before this node looked cannot be told.
      const isWhole = at.rev >= this.state(feed).minRev || this.defect === 'pruned-unseen'
      const isPushed = at.epoch === this.epoch && isWhole && rows.length <= PUSHED
      const change = { feed, epoch: this.epoch, from: at.rev, to: rev, cursor: formatCursor(this.epoch, rev), at: NEVER, rows }
      const what = isPushed ? { change } : { head: this.head(feed) }
      for (const socket of this.sockets) if (socket.node === node && socket.rooms.has(feed)) socket.down.push({ feed, what })
    }
  }

  head(feed: Feed): FeedHead {
    const { rev, rows } = this.state(feed)
    const revs = [...rows.values()].filter(row => row.value !== null).map(row => row.rev)
    return { feed, epoch: this.epoch, rev, cursor: formatCursor(this.epoch, rev), n: revs.length, sum: revs.reduce((a, b) => a + b, 0) }
  }

  mayRead(socket: Socket, feed: Feed): boolean {
    return feed === faceFeed('a') || socket.mayReadPrivate
  }

  /** A cursor that cannot be used gives a snapshot, or null where the caller has to be told. */
  read(feed: Feed, since: string | undefined, isStrict = false): FeedPage | null {
    const head = this.state(feed)
    const place = since === undefined ? null : parseCursor(since)
    const base = place ? place.base ?? place.rev : 0
    const isUsable = place !== null && place.epoch === this.epoch && base <= head.rev && base >= head.minRev
    if (since !== undefined && !isUsable && isStrict) return null
    const start = place && isUsable ? { rev: place.rev, base } : { rev: 0, base: head.rev }
    const rows = this.#rowsAfter(feed, start.rev, start.base)
    const page = rows.slice(0, PAGE)
    const last = page.at(-1)
    const more = rows.length > PAGE
    const cursor = more && last ? formatCursor(this.epoch, last.rev, Math.max(start.base, last.rev)) : formatCursor(this.epoch, head.rev)
    return { mode: isUsable ? 'delta' : 'snapshot', rows: page, cursor, at: NEVER, more }
  }

  /** The two moments of an open: taking part, and reading. */
  open(socket: Socket, feed: Feed, since: string | undefined, byHttp: boolean): { first(): void; second(): FeedOpened } {
    const join = () => {
      if (this.mayRead(socket, feed)) socket.rooms.add(feed)
    }
    const read = (): FeedOpened => {
      if (!this.mayRead(socket, feed)) return { ok: false, error: { code: 'forbidden', message: '' } }
      const page = this.read(feed, since)
      if (!page) throw new Error('a page is always given')
      if (byHttp) return { ok: true, feed, mode: page.mode, fetch: `${feed} ${page.mode === 'delta' ? since : ''}` }
      return { ok: true, feed, ...page }
    }
    if (this.defect !== 'join-after-read') return { first: join, second: read }
    let early: FeedOpened | undefined
    return {
      first: () => {
        early = read()
      },
      second: () => {
        join()
        return early ?? read()
      },
    }
  }

  #rowsAfter(feed: Feed, rev: number, base: number): FeedRow[] {
    return [...this.state(feed).rows]
      .filter(([, row]) => row.rev > rev && (row.value !== null || row.rev > base))
      .sort(([, a], [, b]) => a.rev - b.rev)
      .map(([id, row]) => (row.value === null
        ? { kind: 'climb', id, rev: row.rev, op: 'delete' }
        : { kind: 'climb', id, rev: row.rev, op: 'put', value: row.value }))
  }

  #write(feed: Feed, id: string, value: number | null): void {
    const state = this.state(feed)
    state.rev++
    if (value === null && this.defect === 'no-tombstones') state.rows.delete(id)
    else state.rows.set(id, { rev: state.rev, value })
    this.#remember(feed)
  }

  #remove(id: string, feed: Feed): void {
    if (this.live(feed).has(id)) this.#write(feed, id, null)
  }

  #remember(feed: Feed): void {
    this.history.set(`${feed} ${formatCursor(this.epoch, this.state(feed).rev)}`, this.live(feed))
  }
}
