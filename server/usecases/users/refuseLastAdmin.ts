import { Refusal } from '../../../shared/result'
import type { Stores } from '../../db/stores/stores'

/** [PEOPLE-6] The last admin stays one, so that somebody can always administer. @throws Refusal `last_admin` */
export async function refuseLastAdmin(stores: Stores, userId: string): Promise<void> {
  const admins = await stores.users.lockAdmins()
  if (admins.length === 1 && admins[0]?.id === userId) throw new Refusal('last_admin')
}
