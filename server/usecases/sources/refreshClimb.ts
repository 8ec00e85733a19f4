import { msOf } from '../../../shared/model/instant'
import { climbFor } from '../climbs/viewer'
import type { UseCase } from '../useCase'

const DAY_MS = 24 * 3_600_000

/** [STOKT-9] Somebody opened the climb: its counters come first if they are older than a day. */
export const refreshClimb: UseCase<'sources.refreshClimb'> = {
  async runs({ actor, config, now, services, stores, transact, answers }, { id }) {
    const climb = await climbFor({ actor, stores }, { id }, 'read')
    if (climb.stokt_id === null) return { counters_at: null, is_wanted: false }
    const { at, isWanted } = await stores.stoktCounters.of(id)
    const counters_at = at ?? climb.synced_at
    const isOld = counters_at === null || msOf(now) - msOf(counters_at) >= DAY_MS
    if (isWanted || !isOld || !config.stokt?.pollMinutes) return { counters_at, is_wanted: isWanted }
    const answer = { counters_at, is_wanted: true }
    await transact(async (context) => {
      await context.stores.stoktCounters.want(id, context.now)
      answers(context, answer)
    })
    services.mirror.wake()
    return answer
  },
}
