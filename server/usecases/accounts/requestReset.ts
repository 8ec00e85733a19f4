import { auditNames } from '../../auth/auditNames'
import { networkOf } from '../../limits/addresses'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { knownDevice } from './claimants'
import { queueResetLetter } from './resetLink'

const NOBODY = { to: '', username: '', language: null, isNobody: true }

/** The user who may get a letter at this address. Without one the work takes as long, with a letter to nobody. */
async function addresseeOf({ stores }: WriteContext, email: string) {
  const user = await stores.users.byEmail(email)
  return user?.email && user.is_active
    ? { id: user.id, to: user.email, username: user.username, language: user.language, isNobody: false }
    : { id: null, ...NOBODY }
}

/** [ACCOUNT-9] The answer, and the work, are the same whether the address belongs to an account or not. */
export const requestReset: UseCase<'auth.requestReset'> = {
  async runs({ actor, services, stores, transact, request }, { email }) {
    const { address } = request.device
    const isKnown = knownDevice(services, request, (await stores.users.byEmail(email))?.id) !== null
    if (!isKnown) await services.rates.pay('resetAsked', networkOf(address ?? ''), { actor, address })
    await transact(async (context) => {
      const { id, to, username, language, isNobody } = await addresseeOf(context, email)
      await queueResetLetter(context, { id, to, username, language: language ?? request.language, isNobody })
      await context.stores.audit.append(
        { actor: context.actor, action: auditNames.resetAsked, target: { kind: 'user', id: id ?? '' } },
        context.now,
      )
    })
    services.mailQueue.wake()
    return { message: request.translate('reset_asked') }
  },
}
