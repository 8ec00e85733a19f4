import { Refusal } from '../../../shared/result'
import { setterKey } from '../users/setterKey'
import type { StoredUser } from '../../db/stores/accounts/users'
import { moveLogbook } from '../logbook/moveLogbook'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { adminUserView, isClaimable } from '../users/userView'

const nameOf = (user: StoredUser | undefined): string => (user ? user.full_name || user.username : '')

export const listClaims: UseCase<'claims.list'> = {
  async reads({ stores }) {
    const open = await stores.claims.open()
    const users = new Map(
      (await stores.users.byIds([...new Set(open.flatMap(claim => [claim.user_id, claim.setter_id]))])).map(user => [user.id, user]),
    )
    const counts = await stores.userData.climbCounts([...new Set(open.map(claim => claim.setter_id))])
    return {
      results: open.map(claim => ({
        ...claim,
        user_name: nameOf(users.get(claim.user_id)),
        setter_name: nameOf(users.get(claim.setter_id)),
        climbs_count: counts.get(claim.setter_id) ?? 0,
      })),
    }
  },
}

/** A setter who never could log in has only climbs, which become the user's. */
export async function mergeSetter({ stores, touch, now }: WriteContext, setter: StoredUser, user: StoredUser): Promise<StoredUser> {
  for (const climbId of await stores.userData.climbIds(setter.id)) touch.climbAnywhere(climbId)
  for (const claim of await stores.claims.ofSetter(setter.id)) touch.claim(claim.id)
  for (const commentId of await stores.comments.idsBy(setter.id)) touch.comment(commentId)
  await stores.userData.moveClimbs(setter.id, user.id)
  await moveLogbook({ stores, touch }, setter.id, user.id)
  await stores.comments.move(setter.id, user.id)
  await stores.userData.deleteUser(setter.id)
  const takesStoktId = user.stokt_id === null && setter.stokt_id !== null
  // A setter whose name an admin corrected has an alias already, which was theirs.
  await stores.claims.setAlias(setterKey(setter), user.id)
  if (!takesStoktId) return user
  await stores.users.update(user.id, { stokt_id: setter.stokt_id, updated_at: now })
  return { ...user, stokt_id: setter.stokt_id }
}

/** [PEOPLE-7] Merges the setter into the user, and remembers it for imports, so that nothing is doubled. */
export const approveClaim: UseCase<'claims.approve'> = {
  async writes(context, { id }) {
    const { actor, stores, now } = context
    const claim = await stores.claims.byId(id)
    const [user, setter] = claim ? [await stores.users.byId(claim.user_id), await stores.users.byId(claim.setter_id)] : [null, null]
    if (claim?.state !== 'open' || !user || !setter) throw new Refusal('not_found')
    if (!isClaimable(setter)) throw new Refusal('forbidden')
    const merged = await mergeSetter(context, setter, user)
    await stores.audit.append(
      {
        actor,
        action: 'claim.approve',
        target: { kind: 'user', id: user.id },
        detail: { setter_id: setter.id },
        names: { target: user.full_name || user.username, setter_id: setter.full_name || setter.username },
      },
      now,
    )
    return adminUserView(merged, context.now)
  },
}

export const rejectClaim: UseCase<'claims.reject'> = {
  async writes({ actor, stores, touch, now }, { id }) {
    const claim = await stores.claims.byId(id)
    if (claim?.state !== 'open') throw new Refusal('not_found')
    await stores.claims.reject(id, now)
    touch.claim(id)
    await stores.audit.append(
      {
        actor,
        action: 'claim.reject',
        target: { kind: 'user', id: claim.user_id },
        detail: { setter_id: claim.setter_id },
        state: { claim_id: id },
      },
      now,
    )
    return { ...claim, state: 'rejected' }
  },
}
