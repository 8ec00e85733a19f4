import { Refusal } from '../../../../shared/result'
import type { StoredUser } from '../../../db/stores/accounts/users'
import { endSessions } from '../../../auth/endSessions'
import { refuseLastAdmin } from '../../users/refuseLastAdmin'
import type { UserValues } from '../changeUser'
import type { UndoAct } from './undoAct'

/** The values of the account that an act changed, as they were and as it left them. */
interface Changed {
  before: UserValues
  after: UserValues
}

const stillIs = (user: StoredUser, after: UserValues): boolean =>
  (Object.keys(after) as (keyof UserValues)[]).every(name => user[name] === after[name])

/**
 * [AUDIT-14] Gives an account its role, its rights and the times of their end back, unless somebody decided otherwise since.
 * There is an admin afterwards, too.
 */
export const undoUser: UndoAct = async ({ transact, services }, { entry, state, record }) => {
  const { before, after } = state as Changed
  await transact(async (context) => {
    const { actor, stores, touch, now } = context
    const user = await stores.users.byId(entry.target_id)
    if (!user || !stillIs(user, after)) throw new Refusal('not_undoable')
    const next = { ...user, ...before }
    if (user.role === 'admin' && user.is_active && (next.role !== 'admin' || !next.is_active)) await refuseLastAdmin(stores, user.id)
    await stores.users.update(user.id, { ...before, updated_at: now })
    touch.account(user.id)
    if (!next.is_active) await endSessions(context, { userId: user.id }, { reason: 'deactivated', actor, because: 'audit.undo' })
    await record(context)
  })
  services.sessions.recheck(entry.target_id)
}
