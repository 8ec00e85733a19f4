import { randomUUID } from 'node:crypto'
import { canClaim } from '../../../shared/access/users'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { requireRoom } from '../requireRoom'
import { ownUser } from './ownUser'
import { isClaimable } from './userView'

/** [PEOPLE-7] Keeps the caller's claim to be this setter until an admin accepts or refuses it. */
export const claimSetter: UseCase<'users.claim'> = {
  async writes(context, { id: setterId }) {
    const { actor, stores, touch, now } = context
    const user = await ownUser(context)
    const setter = await stores.users.byId(setterId)
    if (!setter) throw new Refusal('not_found')
    if (!canClaim(actor, { id: setter.id, is_claimable: isClaimable(setter) })) throw new Refusal('forbidden')
    const own = await stores.claims.ofUser(user.id)
    if (!own.some(({ setter_id }) => setter_id === setterId)) requireRoom('openClaims', own.filter(({ state }) => state === 'open').length)
    const claim = await stores.claims.make({ id: randomUUID(), user_id: user.id, setter_id: setterId }, now)
    touch.claim(claim.id)
    await stores.audit.append({ actor, action: 'claim.make', target: { kind: 'user', id: setterId } }, now)
    return claim
  },
}
