import { Refusal } from '../../../shared/result'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { WriteContext } from '../../transaction/context'

/** Makes an admin of the user with this e-mail address. @throws Refusal `not_found` */
export async function promoteUser(
  { stores, touch, now }: Pick<WriteContext, 'stores' | 'touch' | 'now'>,
  email: string,
): Promise<StoredUser> {
  const user = await stores.users.byEmail(email)
  if (!user) throw new Refusal('not_found')
  if (user.role === 'admin') return user
  await stores.users.update(user.id, { role: 'admin', updated_at: now })
  touch.account(user.id)
  return { ...user, role: 'admin' }
}
