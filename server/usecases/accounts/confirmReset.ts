import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import { requireStrongPassword } from '../../auth/passwordPolicy'
import { hashOf } from '../../auth/tokens'
import { networkOf } from '../../limits/addresses'
import type { UseCase } from '../useCase'
import { Reply } from '../reply'
import { claimantOfUser, proofOfDevice } from './claimants'
import { isPrintedToken } from './resetLink'
import { setPassword } from './setPassword'

/**
 * [ACCOUNT-10] A code works once, in time, and only the newest one; of two uses at the same moment one wins. It logs
 * nobody in.
 */
export const confirmReset: UseCase<'auth.confirmReset'> = {
  async runs({ actor, services, stores, transact, request, now }, { token, new_password }) {
    const tokenHash = hashOf(token)
    const userId = await stores.resets.userOf(tokenHash, now)
    const user = userId && await stores.users.byId(userId)
    const asking = { actor, address: request.device.address }
    if (!user || !user.is_active) {
      await services.rates.pay('wrongCode', networkOf(asking.address ?? ''), asking)
      throw new Refusal('reset_invalid')
    }
    await services.rates.pay('codeTried', tokenHash, asking)
    // The password is judged before the token is spent, so that after a weak one the same link can be used again.
    const claimant = claimantOfUser(user.id)
    await requireStrongPassword(new_password, user, { judge: services.passwordJudge, claimant })
    const password_hash = await services.passwords.hash(new_password, claimant)
    await transact(async (context) => {
      if (!await context.stores.resets.use(tokenHash, context.now)) throw new Refusal('reset_invalid')
      const [action, provesEmail] = [auditNames.reset, !isPrintedToken(token)]
      await setPassword(context, user, { password_hash, keepSession: null, action, provesEmail, language: request.language })
    })
    services.sessions.recheck(user.id)
    services.mailQueue.wake()
    // The reader of the letter is the person themselves, however many others try this account.
    return new Reply({ message: request.translate('password_changed') }, { deviceProof: proofOfDevice(services, request, user.id) })
  },
}
