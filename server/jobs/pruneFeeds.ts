import { guest } from '../../shared/access/actor'
import { instantOf, msOf } from '../../shared/model/instant'
import type { Job } from './scheduler'

const DAY_MS = 24 * 3_600_000
const TOMBSTONES_KEPT_MS = 90 * DAY_MS
/** So many feeds are counted in one run. */
const COUNTED = 1_000
const HISTORY_KEPT_MS = 2 * 365 * DAY_MS

/**
 * [FEED-5] [HOUSE-3] Deletes tombstones after 90 days, one feed at a time under its lock: a client that was away for longer has
 * to begin anew. [FEED-10] It also counts the feeds to which a server of an older version wrote while newer ones ran.
 */
export const pruneFeeds: Job = {
  name: 'prune-feeds',
  everyMs: DAY_MS,
  async run({ stores, transactions }, { now }) {
    const moment = instantOf(msOf(now) - TOMBSTONES_KEPT_MS)
    for (const feed of await stores.feeds.withTombstones(moment)) {
      await transactions(guest, async ({ stores: inside }) => {
        await inside.feeds.lock([feed], now)
        await inside.feeds.prune(feed, moment)
      })
    }
    for (const feed of await stores.feeds.uncounted(COUNTED)) {
      await transactions(guest, async ({ stores: inside }) => {
        const head = (await inside.feeds.lock([feed], now)).get(feed)
        if (head && head.counted_rev !== head.rev) await inside.feeds.count(head)
      })
    }
  },
}

/** [HOUSE-4] The history of holds is kept for two years. */
export const forgetHistory: Job = {
  name: 'forget-history',
  everyMs: DAY_MS,
  run: ({ stores }, { now }) => stores.history.forget(instantOf(msOf(now) - HISTORY_KEPT_MS)),
}
