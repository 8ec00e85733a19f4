import { userIdOf } from '../../../shared/access/actor'
import { canClimb, ownsClimb } from '../../../shared/access/climbs'
import { instantAfter } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { binEntry } from '../../../shared/rules/bin'
import type { UseCase } from '../context'
import { climbFor, viewerOf } from './viewer'

/**
 * [CLIMB-8] Takes a climb out of the bin, for its owners and admins. For others a climb in the bin does not exist. A
 * second restore changes nothing.
 */
export const restoreClimb: UseCase<'climbs.restore'> = {
  async writes(context, { id }) {
    const { actor, stores, touch, now } = context
    const [binned] = await stores.bin.byIds([id])
    if (!binned) return climbFor(context, { id }, 'delete')
    const { climb } = binned
    if (!canClimb(actor, 'delete', climb)) throw new Refusal('not_found')
    await stores.bin.takeOut(id, instantAfter(climb.updated_at, now))
    touch.climbAnywhere(id)
    if (!ownsClimb(actor, climb)) await stores.audit.append({ actor, action: 'climb.restore', target: { kind: 'climb', id } }, now)
    const restored = await stores.climbs.get({ id }, viewerOf(actor))
    if (!restored) throw new Error('the climb just restored is gone')
    return restored
  },
}

export const listBin: UseCase<'users.bin'> = {
  async reads({ actor, stores }) {
    const userId = userIdOf(actor) ?? ''
    const results = (await stores.bin.ofOwner(userId)).map(({ climb, deleted }) => binEntry(climb, deleted, userId))
    return { results, count: results.length }
  },
}
