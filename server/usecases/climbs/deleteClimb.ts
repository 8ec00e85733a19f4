import { userIdOf } from '../../../shared/access/actor'
import { ownsClimb } from '../../../shared/access/climbs'
import { instantAfter } from '../../../shared/model/instant'
import type { UseCase } from '../context'
import { climbFor, requireUnchanged } from './viewer'

/** [CLIMB-7] Moves a climb to the bin, where only its owners see it. Others' remarks on it wait there with it. */
export const deleteClimb: UseCase<'climbs.delete'> = {
  async writes(context, { id }) {
    const { actor, stores, touch, now, request } = context
    const climb = await climbFor(context, { id }, 'delete')
    requireUnchanged(climb, request.ifMatch)
    await stores.bin.put(id, { deleted_at: now, deleted_by_id: userIdOf(actor), updated_at: instantAfter(climb.updated_at, now) })
    touch.climbAnywhere(id)
    if (!ownsClimb(actor, climb)) {
      await stores.audit.append({ actor, action: 'climb.delete', target: { kind: 'climb', id }, detail: { stokt_id: climb.stokt_id } }, now)
    }
  },
}
