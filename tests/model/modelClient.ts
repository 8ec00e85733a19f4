import { MemoryRowStore } from '../../client/offline/memoryRows'
import type { FeedStatus } from '../../client/sync/feedStatus'
import { FeedClient } from '../../client/sync/feedClient'
import type { FeedEvents, FeedStep, FeedTransport } from '../../client/sync/feedTransport'
import type { FeedChange, FeedName, FeedOpened, FeedPage } from '../../shared/contract/feeds'
import { parseCursor } from '../../shared/rules/cursor'
import { faceFeed, userFeed } from '../../shared/feedName'
import { FEEDS, type Defect, type Feed, type ModelServer, type Push, type Socket } from './modelServer'

export type Delivery = 'well' | 'dropped' | 'doubled' | 'swapped'

interface Asked {
  steps: (() => void)[]
}

/** The real FeedClient on a wire whose every step is taken by hand. */
export class ModelClient {
  socket: Socket | null = null
  mayReadPrivate = true
  readonly view = new Map<Feed, Map<string, number>>()
  readonly #store = new MemoryRowStore()
  #statuses = new Map<FeedName, FeedStatus>()
  #events: FeedEvents | null = null
  #asked: Asked[] = []
  #fetching: (() => void)[] = []
  #timers = new Set<() => void>()
  #lastCursor = new Map<Feed, string>()
  #opened = 0

  constructor(private readonly server: ModelServer, private readonly defect: Defect | null) {
    this.reload()
  }

  /** The page is loaded anew: only what the row store kept is still there. */
  reload(): void {
    this.disconnect()
    this.#timers.clear()
    this.#statuses.clear()
    this.#fetching = []
    for (const feed of FEEDS) this.view.set(feed, new Map())
    const client = new FeedClient({
      transport: this.#transport(),
      store: this.#store,
      later: (_ms, run) => {
        const timer = () => {
          this.#timers.delete(timer)
          run()
        }
        this.#timers.add(timer)
        return () => this.#timers.delete(timer)
      },
      random: () => 0.5,
      onStep: step => this.#apply(step),
      onWipe: feed => this.#viewOf(feed).clear(),
      onStatus: (feed, status) => {
        if (status) this.#statuses.set(feed, status)
      },
    })
    for (const feed of FEEDS) client.follow(feed)
  }

  connect(node: number): void {
    if (this.socket || !this.server.nodes[node]?.isUp) return
    this.socket = { node, mayReadPrivate: this.mayReadPrivate, rooms: new Set(), down: [] }
    this.server.sockets.add(this.socket)
    this.#events?.connected()
  }

  disconnect(): void {
    if (!this.socket) return
    this.server.sockets.delete(this.socket)
    this.socket = null
    this.#asked = []
    this.#events?.disconnected()
  }

  grant(may: boolean): void {
    if (this.mayReadPrivate === may) return
    this.mayReadPrivate = may
    if (!this.socket) return
    this.socket.mayReadPrivate = may
    if (may) return
    this.socket.rooms.delete(userFeed('u'))
    this.socket.down.push({ feed: userFeed('u'), what: { revoked: true } })
  }

  /** The server takes the next step of what this client asked first. */
  serve(): boolean {
    const asked = this.#asked[0]
    asked?.steps.shift()?.()
    if (asked?.steps.length === 0) this.#asked.shift()
    return asked !== undefined
  }

  fetched(): boolean {
    const fetch = this.#fetching.shift()
    fetch?.()
    return fetch !== undefined
  }

  fireTimer(): boolean {
    const [timer] = this.#timers
    timer?.()
    return timer !== undefined
  }

  deliver(how: Delivery): boolean {
    const down = this.socket?.down ?? []
    const [first, second] = down
    if (!first) return false
    if (how === 'swapped' && second) down.splice(0, 2, second, first)
    const push = down.shift()
    if (!push) return false
    if (how === 'dropped' && canBeLost(push)) return true
    this.#receive(push)
    if (how === 'doubled' && canBeLost(push)) this.#receive(push)
    return true
  }

  /** Throws where what is seen is not what the server had at the client's own cursor. */
  check(): void {
    for (const feed of FEEDS) {
      const cursor = this.#statuses.get(feed)?.cursor ?? null
      const view = this.#viewOf(feed)
      const was = cursor === null ? new Map<string, number>() : this.server.history.get(`${feed} ${cursor}`)
      if (!was) throw new Error(`${feed} stands at ${cursor}, where no state ever was`)
      if (!isSame(view, was)) throw new Error(`${feed} at ${cursor} shows ${show(view)} instead of ${show(was)}`)
      this.#checkForward(feed, cursor)
    }
  }

  checkCurrent(): void {
    for (const feed of FEEDS) {
      const expected = feed === userFeed('u') && !this.mayReadPrivate ? new Map<string, number>() : this.server.live(feed)
      if (!isSame(this.#viewOf(feed), expected)) {
        throw new Error(`${feed} ends as ${show(this.#viewOf(feed))} instead of ${show(expected)}`)
      }
    }
  }

  #checkForward(feed: Feed, cursor: string | null): void {
    const [now, before] = [parseCursor(cursor ?? ''), parseCursor(this.#lastCursor.get(feed) ?? '')]
    if (now && before && now.epoch === before.epoch && now.rev < before.rev) throw new Error(`${feed} fell back to ${cursor}`)
    if (cursor === null) this.#lastCursor.delete(feed)
    else this.#lastCursor.set(feed, cursor)
  }

  #receive({ feed, what }: Push): void {
    if ('answer' in what) what.answer()
    else if ('head' in what) this.#events?.head(what.head)
    else if ('revoked' in what) this.#events?.revoked(feed)
    else this.#events?.change(this.#defaced(what.change))
  }

  #defaced(change: FeedChange): FeedChange {
    return this.defect === 'no-gap-check' ? { ...change, from: 0 } : change
  }

  #transport(): FeedTransport {
    return {
      listen: events => {
        this.#events = events
      },
      open: (feed, since) => this.#ask(feed, since, true),
      more: (feed, since) => this.#ask(feed, since, false),
      close: () => undefined,
      fetchPage: address => this.#fetch(address),
    }
  }

  #ask(feed: Feed, since: string | undefined, isOpening: boolean): Promise<FeedOpened> {
    const { socket } = this
    if (!socket) return Promise.reject(Object.assign(new Error('not connected'), { code: 'offline' }))
    return new Promise(resolve => {
      const { first, second } = this.server.open(socket, feed, since, ++this.#opened % 3 === 0)
      const answer = () => {
        const opened = second()
        socket.down.push({ feed, what: { answer: () => resolve(opened) } })
      }
      this.#asked.push({ steps: isOpening ? [first, answer] : [answer] })
    })
  }

  #fetch(address: string): Promise<{ page: FeedPage; bytes: number }> {
    const [feed = '', since] = address.split(' ')
    return new Promise((resolve, reject) => {
      this.#fetching.push(() => {
        const page = this.server.read(feed as Feed, since || undefined, true)
        const may = feed === faceFeed('a') || this.mayReadPrivate
        if (page && may) resolve({ page, bytes: 0 })
        else reject(Object.assign(new Error('refused'), { code: may ? 'resync' : 'forbidden' }))
      })
    })
  }

  #apply(step: FeedStep): void {
    const view = this.#viewOf(step.feed)
    if (step.replace) view.clear()
    for (const row of step.rows) {
      if (row.op === 'put') view.set(row.id, Number(row.value))
      else view.delete(row.id)
    }
  }

  #viewOf(feed: FeedName): Map<string, number> {
    const view = this.view.get(feed)
    if (!view) throw new Error(`nobody follows ${feed}`)
    return view
  }
}

/** The socket is ordered and reliable; what may be lost are pushes, where it is too slow. */
const canBeLost = (push: Push): boolean => 'change' in push.what || 'head' in push.what

const isSame = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([id, value]) => b.get(id) === value)
const show = (view: ReadonlyMap<string, number>): string => JSON.stringify([...view].sort())
