import { Refusal } from '../../../shared/result'
import { setterKey } from '../users/setterKey'
import type { UseCase } from '../useCase'
import { adminUserView } from '../users/userView'

/**
 * [PEOPLE-10] Gives an imported setter their person's address, so that "forgot password" works for them. Accounts with
 * a password change their own address.
 */
export const setUserEmail: UseCase<'users.setEmail'> = {
  async writes({ actor, stores, now }, { id, email }) {
    const user = await stores.users.byId(id)
    if (!user) throw new Refusal('not_found')
    if (user.password_hash !== null) throw new Refusal('forbidden')
    const holder = await stores.users.byEmail(email)
    if (holder && holder.id !== id) throw new Refusal('taken', { field: 'email' })
    await stores.users.update(id, { email, email_confirmed: false, updated_at: now })
    // An import knows a setter without a Stokt id by their name. From now on the name is a person's, who may change it.
    if (user.stokt_id === null) await stores.claims.setAlias(setterKey(user), id)
    await stores.audit.append({ actor, action: 'user.email', target: { kind: 'user', id } }, now)
    return adminUserView({ ...user, email, email_confirmed: false }, now)
  },
}
