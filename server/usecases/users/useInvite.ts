import { Refusal } from '../../../shared/result'
import { hashOf } from '../../auth/tokens'
import type { WriteContext } from '../context'

/**
 * [PEOPLE-9] Takes one use of the invitation, if one is needed, inside the transaction that makes the account.
 * @throws Refusal `registration_closed`, `invite_invalid`
 */
export async function useInvite({ config, stores, now }: Pick<WriteContext, 'config' | 'stores' | 'now'>, token: string | undefined): Promise<void> {
  // Registration is open to all, but a person who came by an invitation still takes one of its places.
  if (config.registration === 'open') {
    if (token !== undefined) await stores.invites.use(hashOf(token), now)
    return
  }
  if (config.registration === 'closed' || token === undefined) throw new Refusal('registration_closed')
  if (await stores.invites.use(hashOf(token), now) === null) throw new Refusal('invite_invalid')
}
