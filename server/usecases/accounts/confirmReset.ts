import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import { requireStrongPassword } from '../../auth/passwordPolicy'
import { hashOf } from '../../auth/tokens'
import type { UseCase } from '../context'
import { setPassword } from './setPassword'

/** [ACCOUNT-10] Once, in time, the newest; of two at the same moment one wins. Nobody is logged in by it. */
export const confirmReset: UseCase<'auth.confirmReset'> = {
  async runs({ services, stores, transact, request, now }, { token, new_password }) {
    const tokenHash = hashOf(token)
    const userId = await stores.resets.userOf(tokenHash, now)
    const user = userId && await stores.users.byId(userId)
    if (!user || !user.is_active) throw new Refusal('reset_invalid')
    // Before the token is spent: who chose a weak one tries again with the same link.
    await requireStrongPassword(new_password, user)
    const password_hash = await services.passwords.hash(new_password)
    await transact(async (context) => {
      if (!await context.stores.resets.use(tokenHash, context.now)) throw new Refusal('reset_invalid')
      await setPassword(context, user, { password_hash, keepSession: null, action: auditNames.reset, language: request.language })
    })
    services.sessions.recheck(user.id)
    services.post.wake()
    return { message: request.say('password_changed') }
  },
}
