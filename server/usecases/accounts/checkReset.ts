import { Refusal } from '../../../shared/result'
import { hashOf } from '../../auth/tokens'
import { networkOf } from '../../limits/addresses'
import type { UseCase } from '../context'

/**
 * [ACCOUNT-18] Told before a password is thought up for nothing, and so that the form knows which words are one's own.
 * Whoever has the code may choose the password, so they may know the account.
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
