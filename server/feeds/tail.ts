import type { FeedChange, FeedHead } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { formatCursor } from '../../shared/rules/cursor'
import type { Database } from '../db/database'
import { storesOn, type Stores } from '../db/stores/stores'
import { together } from '../together'
import { asFeedRow, charsOf, readFeed, readHead, standings, type Standing } from './open'

/** What the tail tells this node's sockets. */
export interface TailOutput {
  /** Who may hear what the snapshot holds, asked in it; null: whoever follows the feed. */
  audience: (feed: string, stores: Stores) => Promise<readonly string[] | null>
  change: (change: FeedChange, audience: readonly string[] | null) => void
  head: (head: FeedHead) => void
}

interface Followed {
  epoch: string
  rev: number
  followers: number
}

export interface Tail {
  /** Call before reading a page for the follower: from then on nothing is missed. */
  follow: (feed: string) => Promise<void>
  unfollow: (feed: string) => void
  wake: (feeds: readonly string[]) => void
  /** Looks at every feed that is followed. */
  sweep: () => void
  headOf: (feed: string) => Promise<FeedHead>
  close: () => Promise<void>
}

/**
 * Reads what was committed and hands it on: nothing is relayed from who wrote it, so a push cannot
 * say what the database does not. A wake-up makes it look at once; a sweep finds what a lost
 * wake-up, another process or the command line wrote.
 */
export function createTail(db: Database, output: TailOutput, report: (error: unknown) => void): Tail {
  const followed = new Map<string, Followed>()
  const dirty = new Set<string>()
  let running: Promise<void> | null = null

  const standingOf = together<string, Standing>(feeds => db.snapshot(tx => standings(storesOn(tx), feeds)))
  const head = async (feed: string): Promise<FeedHead> => db.snapshot(tx => readHead(storesOn(tx), feed))

  /** Sends what came after the last push, or only the head where it is too much or another epoch. */
  async function advance(feed: string): Promise<void> {
    const at = followed.get(feed)
    if (!at) return
    const { page, audience } = await db.snapshot(async (tx) => {
      const stores = storesOn(tx)
      const page = await readFeed(stores, feed, formatCursor(at.epoch, at.rev), limits.pushedRows)
      return { page, audience: page.rows.length > 0 ? await output.audience(feed, stores) : null }
    })
    if (page.usable && page.head === at.rev) return
    const from = at.rev
    Object.assign(at, { epoch: page.epoch, rev: page.head })
    if (!page.usable || page.more || charsOf(page) > limits.pushedBytes) output.head(await head(feed))
    else output.change({ feed, epoch: page.epoch, from, to: page.head, cursor: page.cursor, at: page.at, rows: page.rows.map(asFeedRow) }, audience)
  }

  async function drain(): Promise<void> {
    while (dirty.size > 0) {
      const feeds = [...dirty]
      dirty.clear()
      for (const feed of feeds) await advance(feed).catch(report)
    }
    running = null
  }
  const look = (feeds: Iterable<string>) => {
    for (const feed of feeds) if (followed.has(feed)) dirty.add(feed)
    if (dirty.size > 0) running ??= drain()
  }

  async function lookAtAll(): Promise<void> {
    const feeds = storesOn(db).feeds
    const epoch = await feeds.epoch()
    const revs = new Map((await feeds.heads([...followed.keys()])).map(row => [row.name, row.rev]))
    look([...followed].filter(([feed, at]) => at.epoch !== epoch?.id || (revs.get(feed) ?? 0) !== at.rev).map(([feed]) => feed))
  }
  let sweeping: Promise<void> | null = null
  /** One at a time: while the database hangs they must not pile up. */
  const sweep = () => {
    sweeping ??= lookAtAll().catch(report).finally(() => {
      sweeping = null
    })
  }
  const sweeper = setInterval(sweep, limits.feedSweepMs)
  const beacon = setInterval(() => {
    for (const feed of followed.keys()) void head(feed).then(output.head, report)
  }, limits.feedHeadMs)

  return {
    async follow(feed) {
      const at = followed.get(feed)
      if (at) {
        at.followers++
        return
      }
      const { epoch, head: { rev } } = await standingOf(feed)
      const meanwhile = followed.get(feed)
      if (meanwhile) meanwhile.followers++
      else followed.set(feed, { epoch: epoch.id, rev, followers: 1 })
    },
    unfollow(feed) {
      const at = followed.get(feed)
      if (at && --at.followers === 0) followed.delete(feed)
    },
    wake: look,
    sweep,
    headOf: head,
    async close() {
      clearInterval(sweeper)
      clearInterval(beacon)
      await sweeping
      await running
    },
  }
}
