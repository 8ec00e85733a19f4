import { userIdOf } from '../../../shared/access/actor'
import { Refusal } from '../../../shared/result'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { ReadContext } from '../../transaction/context'

/** The caller's stored row. @throws Refusal `unauthenticated` if the account was deleted meanwhile */
export async function ownUser({ actor, stores }: Pick<ReadContext, 'actor' | 'stores'>): Promise<StoredUser> {
  const user = await stores.users.byId(userIdOf(actor) ?? '')
  if (!user) throw new Refusal('unauthenticated')
  return user
}
