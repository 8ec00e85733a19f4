import { isAdmin, type Actor } from '../../../shared/access/actor'
import { Refusal } from '../../../shared/result'
import { looksLikeAnOffice } from '../../../shared/rules/personName'

/**
 * [LIMIT-58] Only an admin may have a name that sounds official. @throws Refusal `taken` for a user name, `invalid` for
 * a full name
 */
export function refuseOffice(
  actor: Actor,
  { username, full_name }: { username?: string | undefined; full_name?: string | undefined },
): void {
  if (isAdmin(actor)) return
  if (username !== undefined && looksLikeAnOffice(username)) throw new Refusal('taken', { field: 'username' })
  if (full_name !== undefined && looksLikeAnOffice(full_name))
    throw new Refusal('invalid', {}, { issues: [{ path: 'full_name', message: 'reserved' }] })
}
