import { guest } from '../../shared/access/actor'
import { ADMIN_FEED } from '../../shared/feedName'
import { instantOf, msOf } from '../../shared/model/instant'
import type { Job } from './scheduler'

const HOUR_MS = 3_600_000
/** An entry stays in the feed as long as it can be undone. */
const KEPT_MS = 30 * 24 * HOUR_MS
/** A busy day has about a hundred entries, and a page of the log shows fifty. */
const KEPT_ROWS = 500

/**
 * [AUDIT-10] Old entries leave the admins' feed, so that opening it stays small. The log keeps them, and gives them page by
 * page.
 */
export const trimLog: Job = {
  name: 'trim-log',
  everyMs: HOUR_MS,
  async run({ stores, transactions }, { now }) {
    const entries = await stores.audit.inFeed(ADMIN_FEED)
    const cutoff = instantOf(msOf(now) - KEPT_MS)
    const over = entries.filter(({ at }, place) => place >= KEPT_ROWS || at < cutoff)
    if (over.length === 0) return
    await transactions(guest, ({ touch }) => {
      for (const { id } of over) touch.logLeaves(id)
      return Promise.resolve()
    })
  },
}
