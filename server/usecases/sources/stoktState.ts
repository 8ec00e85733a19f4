import type { StoktState } from '../../../shared/contract/sources'
import { FOREVER, NEVER } from '../../../shared/model/instant'
import type { UseCase } from '../useCase'
import type { ReadContext } from '../../transaction/context'

const NOT_ON: StoktState = {
  is_on: false, gym: null, poll_minutes: null, is_running: false, wanted: null, run: null, succeeded_at: null, full_at: null,
  next_at: null, error: null, counters: { climbs: 0, oldest_at: null },
}

/** [STOKT-10] The mirror as it stands at this moment, whichever server works at it. */
export async function stoktState(
  { stores: { stokt, stoktCounters }, config, now }: Pick<ReadContext, 'stores' | 'config' | 'now'>,
): Promise<StoktState> {
  if (config.stokt === null) return NOT_ON
  const { gym, pollMinutes } = config.stokt
  const mirror = await stokt.mirror(gym)
  const on = { ...NOT_ON, is_on: true, gym, poll_minutes: pollMinutes, counters: await stoktCounters.age(gym) }
  if (!mirror) return on
  const { run, wanted, succeeded_at, full_at, next_at, fault, fault_since } = mirror
  return {
    ...on, run, wanted, succeeded_at, full_at,
    is_running: mirror.holder !== null && mirror.held_until > now && run !== null && run.ended_at === null,
    next_at: next_at === NEVER || next_at === FOREVER ? null : next_at,
    error: fault === null || fault_since === null ? null : { fault, since: fault_since },
  }
}

export const getStoktState: UseCase<'sources.stokt'> = { reads: stoktState }
