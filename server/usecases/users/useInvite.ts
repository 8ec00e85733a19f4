import { Refusal } from '../../../shared/result'
import { hashOf } from '../../auth/tokens'
import type { WriteContext } from '../../transaction/context'

/**
 * [PEOPLE-9] Takes one use of the invitation, if one is needed, inside the transaction that makes the account.
 * @returns the id of the invitation; null without one
 * @throws Refusal `registration_closed`, `invite_invalid`
 */
export async function useInvite(
  { config, stores, now }: Pick<WriteContext, 'config' | 'stores' | 'now'>, token: string | undefined,
): Promise<string | null> {
  // Registration is open to all, but a person who came by an invitation still takes one of its places.
  if (config.registration === 'open') {
    return token === undefined ? null : stores.invites.use(hashOf(token), now)
  }
  if (config.registration === 'closed' || token === undefined) throw new Refusal('registration_closed')
  const used = await stores.invites.use(hashOf(token), now)
  if (used === null) throw new Refusal('invite_invalid')
  return used
}
