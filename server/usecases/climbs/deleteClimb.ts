import { userIdOf } from '../../../shared/access/actor'
import { ownsClimb } from '../../../shared/access/climbs'
import { instantAfter } from '../../../shared/model/instant'
import type { UseCase } from '../useCase'
import type { TakenState } from '../moderation/removal'
import { climbFor, requireUnchanged } from './viewer'

/**
 * [CLIMB-7] Moves a climb to the bin, where only its owners see it. Others' remarks on it wait there with it. An
 * admin's reason is for the owners to read.
 */
export const deleteClimb: UseCase<'climbs.delete'> = {
  async writes(context, { id, reason = '' }) {
    const { actor, stores, touch, now, request } = context
    const climb = await climbFor(context, { id }, 'delete', { orHidden: true })
    requireUnchanged(climb, request.ifMatch)
    const isOwn = ownsClimb(actor, climb)
    await stores.bin.put(id, {
      deleted_at: now, deleted_by_id: userIdOf(actor), deleted_reason: isOwn ? null : reason || null,
      updated_at: instantAfter(climb.updated_at, now),
    })
    touch.climbAnywhere(id)
    touch.publication(id)
    if (isOwn) return
    const detail = { stokt_id: climb.stokt_id, ...(reason === '' ? {} : { reason }) }
    const state: TakenState = { ids: [id], at: now }
    await stores.audit.append({ actor, action: 'climb.delete', target: { kind: 'climb', id }, detail, state }, now)
  },
}
