import type { FeedChange, FeedHead } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import { formatCursor } from '../../shared/rules/cursor'
import type { FeedName } from '../../shared/feedName'
import { chunksOf } from '../concurrency/chunks'
import type { Database } from '../db/database'
import { storesOn, type Stores } from '../db/stores/stores'
import { inPieces } from '../concurrency/inPieces'
import { batched } from '../concurrency/batch'
import { createBeacon } from './beacon'
import type { Timings } from '../config/timings'
import type { ReadHeads } from './heads'
import { asFeedRow, charsOf, readFeed, feedPositions, type FeedPosition } from './open'

/** Tells this node's sockets; the tail goes on once that is done. */
export interface TailOutput {
  /** Gives the followers who may hear the snapshot's rows, asked in it; null: every follower. */
  audience: (feed: FeedName, stores: Stores) => Promise<readonly string[] | null>
  change: (change: FeedChange, audience: readonly string[] | null) => Promise<void> | void
  head: (head: FeedHead) => Promise<void> | void
}

interface TailParts {
  output: TailOutput
  readHeads: ReadHeads
  report: (error: unknown) => void
  /** From now on other servers tell of this feed. @returns a function that ends it */
  serve: (feed: FeedName) => () => void
  timings: Pick<Timings, 'feedHeadMs' | 'feedSweepMs'>
}

interface Followed {
  epoch: string
  rev: number
  followers: number
  /** Other servers need no longer tell of it. */
  leave: () => void
}

export interface Tail {
  /** Must be called before reading a page for the follower: from then on no change is missed. */
  follow: (feed: FeedName) => Promise<void>
  unfollow: (feed: FeedName) => void
  wake: (feeds: readonly FeedName[]) => void
  /** Looks at every feed that is followed. */
  sweep: () => void
  headOf: (feed: FeedName) => Promise<FeedHead>
  close: () => Promise<void>
}

/** So many feeds are asked for in one query. */
const AT_ONCE = 500

/**
 * Reads committed rows and hands them on. Nothing is relayed from the writer, so a push cannot differ from the
 * database. A wake-up makes it look at once; a sweep finds the rows of a lost wake-up, of another process or of the
 * command line. Between many feeds it lets other work in.
 */
export function createTail(db: Database, { output, readHeads, report, serve, timings }: TailParts): Tail {
  const followed = new Map<FeedName, Followed>()
  const dirty = new Set<FeedName>()

  const standingOf = batched<FeedName, FeedPosition>(feeds => db.snapshot(tx => feedPositions(storesOn(tx), feeds)))
  const headsOf = (feeds: readonly FeedName[]): Promise<FeedHead[]> => db.snapshot(tx => readHeads(storesOn(tx), feeds))
  const headOf = batched(headsOf)
  const beacon = createBeacon({ headsOf, tell: output.head, report, everyMs: timings.feedHeadMs })

  /** Sends the rows after the last push, or only the head if there are too many or the epoch is another. */
  async function advance(feed: FeedName): Promise<void> {
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
    if (!page.usable || page.more || charsOf(page) > limits.pushedBytes) await output.head(await headOf(feed))
    else
      await output.change(
        {
          feed,
          epoch: page.epoch,
          from,
          to: page.head,
          cursor: page.cursor,
          at: page.at,
          rows: page.rows.map(asFeedRow),
        },
        audience,
      )
  }

  async function flush(): Promise<void> {
    const feeds = [...dirty]
    dirty.clear()
    await inPieces(feeds, feed => advance(feed).catch(report))
  }
  const flushes = createSingleFlight(flush)
  const markDirty = (feeds: Iterable<FeedName>) => {
    for (const feed of feeds) if (followed.has(feed)) dirty.add(feed)
    if (dirty.size > 0) flushes.again()
  }

  async function compareAllHeads(): Promise<void> {
    const { feeds } = storesOn(db)
    const epoch = await feeds.epoch()
    await inPieces(chunksOf([...followed.keys()], AT_ONCE), async (names) => {
      const revs = new Map((await feeds.heads(names)).map(row => [row.name, row.rev]))
      markDirty(names.filter((name) => {
        const at = followed.get(name)
        return at && (at.epoch !== epoch?.id || (revs.get(name) ?? 0) !== at.rev)
      }))
    })
  }
  /** Only one sweep runs at a time: while the database hangs they must not pile up. */
  const sweeps = createSingleFlight(() => compareAllHeads().catch(report))
  const sweep = () => void sweeps.run()
  const sweeper = setInterval(sweep, timings.feedSweepMs)

  return {
    async follow(feed) {
      const at = followed.get(feed)
      if (at) {
        at.followers++
        return
      }
      const leave = serve(feed)
      const { epoch, head: { rev } } = await standingOf(feed).catch((error: unknown) => {
        leave()
        throw error
      })
      const meanwhile = followed.get(feed)
      if (meanwhile) {
        meanwhile.followers++
        leave()
      } else {
        followed.set(feed, { epoch: epoch.id, rev, followers: 1, leave })
        beacon.add(feed)
      }
    },
    unfollow(feed) {
      const at = followed.get(feed)
      if (!at || --at.followers > 0) return
      at.leave()
      followed.delete(feed)
      beacon.remove(feed)
    },
    wake: markDirty,
    sweep,
    headOf,
    async close() {
      clearInterval(sweeper)
      await Promise.all([sweeps.idle(), beacon.close()])
      await flushes.idle()
    },
  }
}
