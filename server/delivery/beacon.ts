import type { FeedName } from '../../shared/feedName'
import type { FeedHead } from '../../shared/contract/feeds'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import { chunksOf } from '../concurrency/chunks'

/** All feeds are told within their time in so many steps. */
const STEPS = 100
/** So many feeds are read in one snapshot. */
const AT_ONCE = 100

interface Parts {
  headsOf: (feeds: readonly FeedName[]) => Promise<readonly FeedHead[]>
  tell: (head: FeedHead) => Promise<void> | void
  report: (error: unknown) => void
  /** Each feed is told this often, in milliseconds. */
  everyMs: number
}

export interface Beacon {
  add: (feed: FeedName) => void
  remove: (feed: FeedName) => void
  close: () => Promise<void>
}

/**
 * [LIMIT-42] Tells the head of each feed about every twenty seconds, a few feeds at a time, so that the work is spread
 * over that time. A second round never begins before the first is done.
 */
export function createBeacon({ headsOf, tell, report, everyMs }: Parts): Beacon {
  /** The time at which each feed is told again, the earliest first. */
  const dueAt = new Map<FeedName, number>()

  function takeDue(): FeedName[] {
    const now = performance.now()
    const most = Math.max(AT_ONCE, Math.ceil(dueAt.size / STEPS))
    const feeds: FeedName[] = []
    for (const [feed, at] of dueAt) {
      if (at > now || feeds.length >= most) break
      feeds.push(feed)
    }
    for (const feed of feeds) {
      dueAt.delete(feed)
      dueAt.set(feed, now + everyMs)
    }
    return feeds
  }

  async function step(): Promise<void> {
    for (const feeds of chunksOf(takeDue(), AT_ONCE)) {
      for (const head of await headsOf(feeds)) if (dueAt.has(head.feed)) await tell(head)
    }
  }

  const steps = createSingleFlight(() => step().catch(report))
  const timer = setInterval(() => void steps.run(), everyMs / STEPS)

  return {
    add: feed => void dueAt.set(feed, performance.now() + everyMs),
    remove: feed => void dueAt.delete(feed),
    async close() {
      clearInterval(timer)
      await steps.idle()
    },
  }
}
