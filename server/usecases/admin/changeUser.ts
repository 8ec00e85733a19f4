import type { AdminUser } from '../../../shared/contract/admin'
import { Refusal } from '../../../shared/result'
import type { StoredUser } from '../../db/stores/users'
import type { UseCase, WriteContext } from '../context'
import { refuseLastAdmin } from '../users/refuseLastAdmin'
import { adminUserView } from '../users/userView'

interface Asked { id: string; reason: string }
type Values = Partial<Pick<StoredUser, 'role' | 'is_active'>>

/** Writes the change and the log, unless it is so already. */
async function change(context: WriteContext, { id, reason }: Asked, action: string, values: Values): Promise<AdminUser> {
  const { actor, stores, touch, now } = context
  const user = await stores.users.byId(id)
  if (!user) throw new Refusal('not_found')
  const next = { ...user, ...values }
  if (next.role === user.role && next.is_active === user.is_active) return adminUserView(user)
  const stopsBeingAdmin = user.role === 'admin' && (next.role !== 'admin' || !next.is_active)
  if (stopsBeingAdmin) await refuseLastAdmin(stores, id)
  await stores.users.update(id, { ...values, updated_at: now })
  touch.account(id)
  await stores.audit.append({ actor, action, target: { kind: 'user', id }, detail: reason === '' ? {} : { reason } }, now)
  return adminUserView(next)
}

/** [PEOPLE-8] The account's tokens are refused from this moment on, its sessions end, its sockets close. */
export const deactivateUser: UseCase<'users.deactivate'> = {
  async writes(context, asked) {
    const user = await change(context, asked, 'user.deactivate', { is_active: false })
    await context.stores.sessions.end({ userId: asked.id }, 'deactivated', context.now)
    return user
  },
}
export const reactivateUser: UseCase<'users.reactivate'> = {
  writes: (context, asked) => change(context, asked, 'user.reactivate', { is_active: true }),
}
/** Who could not log in could not act as an admin either. */
export const promoteUser: UseCase<'users.promote'> = {
  async writes(context, asked) {
    const user = await context.stores.users.byId(asked.id)
    if (user && user.password_hash === null) throw new Refusal('forbidden')
    return change(context, asked, 'user.promote', { role: 'admin' })
  },
}
export const demoteUser: UseCase<'users.demote'> = {
  writes: (context, asked) => change(context, asked, 'user.demote', { role: 'user' }),
}
