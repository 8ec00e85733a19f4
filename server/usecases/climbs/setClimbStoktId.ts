import { hasScope } from '../../../shared/access/actor'
import { instantAfter } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../context'
import { climbFor, requireUnchanged } from './viewer'

/** A key with scope write does the mirroring, so it may say this of any climb that it sees. */
export const setClimbStoktId: UseCase<'climbs.setStoktId'> = {
  async writes(context, { id, stokt_id }) {
    const { actor, stores, touch, now, request } = context
    const climb = await climbFor(context, { id }, hasScope(actor, 'write') ? 'read' : 'edit')
    requireUnchanged(climb, request.ifMatch)
    if (await stores.climbs.isStoktIdTaken(stokt_id, climb.id)) throw new Refusal('taken', { field: 'stokt_id' })
    await stores.climbs.update(climb.id, { stokt_id, synced_at: now, updated_at: instantAfter(climb.updated_at, now) })
    touch.climb(climb.id)
    return { message: request.say('stokt_id_set'), stokt_id }
  },
}
