import type { FeedHead, FeedName } from '../../shared/contract/feeds'
import { compareFeed, type Comparison } from './compareFeed'
import { Feed } from './feed'
import type { FeedStatus } from './feedStatus'
import type { FeedStep, FeedTransport, RowStore } from './feedTransport'

export interface FeedClientOptions {
  transport: FeedTransport
  store: RowStore
  /** Runs once the time is over, unless the returned function is called before. */
  later(ms: number, run: () => void): () => void
  random(): number
  onStep(step: FeedStep): void
  /** Everything of the feed is to be dropped. */
  onWipe(feed: FeedName): void
  /** Null once the feed is no longer followed. */
  onStatus(feed: FeedName, status: FeedStatus | null): void
}

/** Follows feeds: what it gave to `onStep` is, at every moment, the server's state at the feed's cursor. */
export class FeedClient {
  readonly #feeds = new Map<FeedName, Feed>()
  #connected = false

  constructor(private readonly options: FeedClientOptions) {
    options.transport.listen({
      connected: () => {
        this.#connected = true
        for (const feed of this.#feeds.values()) feed.connected()
      },
      disconnected: () => {
        this.#connected = false
        for (const feed of this.#feeds.values()) feed.disconnected()
      },
      change: change => this.#feeds.get(change.feed)?.change(change),
      head: head => this.#feeds.get(head.feed)?.head(head),
      revoked: feed => this.#feeds.get(feed)?.revoked(),
    })
  }

  get followed(): FeedName[] {
    return [...this.#feeds.keys()]
  }

  follow(name: FeedName): void {
    if (!this.#feeds.has(name)) this.#start(name)
  }

  #start(name: FeedName): void {
    const feed = new Feed(name, { ...this.options, isConnected: () => this.#connected })
    this.#feeds.set(name, feed)
    this.options.onStatus(name, feed.status)
    void feed.start()
  }

  /** The rows stay in the row store until one comes back. */
  unfollow(name: FeedName): void {
    const feed = this.#feeds.get(name)
    if (!feed) return
    feed.stop()
    this.#feeds.delete(name)
    this.options.onStatus(name, null)
    if (this.#connected) this.options.transport.close(name)
  }

  /** [SYNC-15] Asks for everything anew; of one feed, or of all. */
  refetch(name?: FeedName): void {
    for (const feed of this.#feeds.values()) {
      if (name === undefined || feed.name === name) feed.refetch()
    }
  }

  /** [SYNC-16] Whether what is here is what the server has; null where the feed is not followed. */
  async compare(name: FeedName, ask: () => Promise<FeedHead>): Promise<Comparison | null> {
    const feed = this.#feeds.get(name)
    return feed ? compareFeed(feed, ask) : null
  }

  /** Another person sits here now: nothing of what was read is shown on, and all begins with what is kept for them. */
  restart(): void {
    for (const [name, feed] of [...this.#feeds]) {
      feed.stop()
      this.options.onWipe(name)
      this.#start(name)
    }
  }
}
