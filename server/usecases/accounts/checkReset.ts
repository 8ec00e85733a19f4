import { Refusal } from '../../../shared/result'
import { hashOf } from '../../auth/tokens'
import { networkOf } from '../../limits/addresses'
import type { UseCase } from '../useCase'

/**
 * [ACCOUNT-18] Checks a code before a person thinks of a new password in vain, and gives the account's own words to the
 * form. A person with the code may choose the password, so they may know the account.
 */
export const checkReset: UseCase<'auth.checkReset'> = {
  async runs({ actor, services, stores, request, now }, { token }) {
    const userId = await stores.resets.userOf(hashOf(token), now)
    const user = userId && await stores.users.byId(userId)
    if (user && user.is_active) return { email: user.email, username: user.username, full_name: user.full_name }
    const { address } = request.device
    await services.rates.pay('wrongCode', networkOf(address ?? ''), { actor, address })
    throw new Refusal('reset_invalid')
  },
}
