import { refuseStrangers } from '../../feeds/audience'
import { readHead } from '../../feeds/open'
import type { UseCase } from '../context'

/** [SYNC-16] What a client compares itself with when somebody asks it to; for whoever may read the feed's rows. */
export const getHead: UseCase<'feeds.head'> = {
  runs: ({ actor, config, services }, { feed }) => services.snapshot(async (stores) => {
    await refuseStrangers(feed, { actor, sessionId: null }, { stores, publicRead: config.publicRead, now: services.clock() })
    return readHead(stores, feed)
  }),
}
