import { hasScope, isAdmin, userIdOf, type Actor } from '../../../shared/access/actor'
import type { Climb } from '../../../shared/model/climb'
import { instantAfter } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { climbFor, requireUnchanged, viewerOf } from './viewer'

/** A key that mirrors the gym, or an admin, is believed. */
const isBelieved = (actor: Actor): boolean => isAdmin(actor) || hasScope(actor, 'write')

/**
 * [LIMIT-64] A setter's statement about their own climb is kept as a claim, which the next import decides, so that
 * nobody can take an id from its owner. The answer tells nothing of another's private climb.
 * @throws Refusal `taken`
 */
async function linkOf(
  { actor, stores }: WriteContext,
  climb: Climb,
  stoktId: string,
): Promise<{ stokt_id: string | null; stokt_claim: string | null }> {
  const holder = await stores.climbs.holderOf(stoktId, climb.id, viewerOf(actor))
  const userId = userIdOf(actor)
  if (holder === 'visible' || (userId !== null && (await stores.climbs.isClaimedBy(userId, stoktId, climb.id))))
    throw new Refusal('taken', { field: 'stokt_id' })
  return holder === 'nobody' && isBelieved(actor) ? { stokt_id: stoktId, stokt_claim: null } : { stokt_id: null, stokt_claim: stoktId }
}

/** A key with scope write does the mirroring, so it may say this of any climb that it sees. */
export const setClimbStoktId: UseCase<'climbs.setStoktId'> = {
  async writes(context, { id, stokt_id }) {
    const { actor, stores, touch, now, request } = context
    const climb = await climbFor(context, { id }, hasScope(actor, 'write') ? 'read' : 'edit')
    requireUnchanged(climb, request.ifMatch)
    // A repeated statement about a climb that is known under the id changes nothing.
    const link = climb.stokt_id === stokt_id && !isBelieved(actor) ? {} : await linkOf(context, climb, stokt_id)
    await stores.climbs.update(climb.id, { ...link, synced_at: now, updated_at: instantAfter(climb.updated_at, now) })
    touch.climb(climb.id)
    return { message: request.translate('stokt_id_set'), stokt_id }
  },
}
