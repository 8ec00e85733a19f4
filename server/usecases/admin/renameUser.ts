import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { refuseOffice } from '../users/refuseOffice'
import { setterKey } from '../users/setterKey'
import { touchName } from '../users/touchName'
import { adminUserView } from '../users/userView'

/** [PERSON-6] Corrects a name wherever it stands. The log keeps the names of before and after. */
export const renameUser: UseCase<'users.rename'> = {
  async writes({ actor, stores, touch, now }, { id, full_name, reason }) {
    const user = await stores.users.byId(id)
    if (!user) throw new Refusal('not_found')
    if (full_name === user.full_name) return { user: adminUserView(user, now), audit_id: null }
    // An admin may have such a name; nobody else gets one from an admin either.
    if (user.role !== 'admin') refuseOffice({ kind: 'guest' }, { full_name })
    await stores.users.update(id, { full_name, updated_at: now })
    // The next import leaves the corrected name of a setter without an account alone.
    if (user.password_hash === null) await stores.claims.setAlias(setterKey(user), id)
    await touchName({ stores, touch }, id)
    const before = user.full_name || user.username
    const audit_id = await stores.audit.append(
      {
        actor,
        action: 'user.rename',
        target: { kind: 'user', id },
        detail: reason === '' ? {} : { reason },
        names: { target: before, before, after: full_name },
        state: { before: user.full_name, after: full_name },
      },
      now,
    )
    return { user: adminUserView({ ...user, full_name }, now), audit_id }
  },
}
