import { Refusal } from '../../../shared/result'
import { hashOf } from '../../auth/tokens'
import type { WriteContext } from '../context'

/**
 * [PEOPLE-9] Inside the transaction that makes the account: takes one use of the invitation where one is needed.
 * @throws Refusal `registration_closed`, `invite_invalid`
 */
export async function useInvite({ config, stores, now }: Pick<WriteContext, 'config' | 'stores' | 'now'>, token: string | undefined): Promise<void> {
  // Anybody may come, but who came by a link took one of its places.
  if (config.registration === 'open') {
    if (token !== undefined) await stores.invites.use(hashOf(token), now)
    return
  }
  if (config.registration === 'closed' || token === undefined) throw new Refusal('registration_closed')
  if (await stores.invites.use(hashOf(token), now) === null) throw new Refusal('invite_invalid')
}
