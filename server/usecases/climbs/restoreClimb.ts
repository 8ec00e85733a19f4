import { userIdOf } from '../../../shared/access/actor'
import { canClimb, ownsClimb } from '../../../shared/access/climbs'
import type { Climb } from '../../../shared/model/climb'
import { instantAfter } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { ownBin } from '../moderation/ownBin'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { SHOWN, type ShownState } from '../moderation/removal'
import { climbFor, ownHiddenClimb, viewerOf } from './viewer'

/** The climb after it left the bin; hidden still, if an admin hid it. @throws Refusal `not_found` */
async function restored(context: Pick<WriteContext, 'actor' | 'stores'>, id: string): Promise<Climb> {
  const { actor, stores } = context
  const climb = await stores.climbs.get({ id }, viewerOf(actor)) ?? await ownHiddenClimb(context, id)
  if (!climb) throw new Refusal('not_found')
  return climb
}

/**
 * [CLIMB-8] Takes a climb out of the bin, for its owners and admins. For others a climb in the bin does not exist. A
 * second restore changes nothing. [MOD-3] Its owners do not show what an admin hid.
 */
export const restoreClimb: UseCase<'climbs.restore'> = {
  async writes(context, { id }) {
    const { actor, stores, touch, now } = context
    const [binned] = await stores.bin.byIds([id])
    if (!binned) return climbFor(context, { id }, 'delete')
    const { climb, deleted, hidden } = binned
    const isOwn = ownsClimb(actor, climb)
    if (!canClimb(actor, 'delete', climb) || (!isOwn && hidden)) throw new Refusal('not_found')
    if (!deleted) throw new Refusal('forbidden')
    await stores.bin.takeOut(id, instantAfter(climb.updated_at, now))
    touch.climbAnywhere(id)
    touch.publication(id)
    if (!isOwn) {
      const { at, byId, reason } = deleted
      const state: ShownState = { things: [{ ...SHOWN, id, deleted_at: at, deleted_by_id: byId, deleted_reason: reason }] }
      await stores.audit.append({ actor, action: 'climb.restore', target: { kind: 'climb', id }, state }, now)
    }
    return restored(context, id)
  },
}

export const listBin: UseCase<'users.bin'> = {
  async reads({ actor, stores }) {
    const userId = userIdOf(actor) ?? ''
    const results = await ownBin(stores, userId)
    return { results, count: results.length }
  },
}
