import { guest } from '../../../shared/access/actor'
import { canFollow } from '../../../shared/access/feeds'
import { parseInstant } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { requireMayFollow } from '../../delivery/audience'
import { feedVersion } from '../../delivery/feedVersion'
import { asFeedRow, readFeed } from '../../delivery/open'
import type { UseCase } from '../useCase'

/** [FEED-7] The REST form of `feed:open`: a cursor that cannot be used is refused, never answered with silence. */
export const getChanges: UseCase<'feeds.changes'> = {
  async version({ stores, config, services }, { feed }) {
    if (!canFollow(guest, feed, config.publicRead) || !await services.knownFeeds.exists(feed)) return null
    return feedVersion(stores, feed)
  },
  async runs({ actor, config, services }, { feed, since, limit }) {
    if (!await services.knownFeeds.exists(feed)) throw new Refusal('not_found')
    const page = await services.snapshot(async (stores) => {
      await requireMayFollow(feed, { actor, sessionId: null }, { stores, config, now: services.clock() })
      return readFeed(stores, feed, since, limit)
    })
    // A time before the kept history is answered with everything; only a cursor is refused.
    if (!page.usable && !(since && parseInstant(since))) throw new Refusal('resync')
    return { mode: page.mode, rows: page.rows.map(asFeedRow), cursor: page.cursor, at: page.at, more: page.more }
  },
}
