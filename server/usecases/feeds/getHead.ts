import { Refusal } from '../../../shared/result'
import { requireMayFollow } from '../../delivery/audience'
import type { UseCase } from '../useCase'

/** [SYNC-16] Gives the state with which a client compares its own, to callers who may read the feed's rows. */
export const getHead: UseCase<'feeds.head'> = {
  async runs({ actor, config, services }, { feed }) {
    if (!await services.knownFeeds.exists(feed)) throw new Refusal('not_found')
    const [head] = await services.snapshot(async (stores) => {
      await requireMayFollow(feed, { actor, sessionId: null }, { stores, config, now: services.clock() })
      return services.readHeads(stores, [feed])
    })
    if (!head) throw new Error(`no head of ${feed}`)
    return head
  },
}
