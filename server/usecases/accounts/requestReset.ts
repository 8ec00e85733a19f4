import { instantOf, msOf } from '../../../shared/model/instant'
import { auditNames } from '../../auth/auditNames'
import { hashOf, newRefreshToken } from '../../auth/tokens'
import { networkOf } from '../../limits/addresses'
import { publicAddress } from '../../publicAddress'
import { queueMail } from '../../mail/queueMail'
import type { UseCase, WriteContext } from '../context'
import { knownDevice } from './claimants'

const MINUTES = 30
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
  async runs({ actor, config, services, stores, transact, request }, { email }) {
    const { address } = request.device
    const isKnown = knownDevice(services, request, (await stores.users.byEmail(email))?.id) !== null
    if (!isKnown) await services.rates.pay('resetAsked', networkOf(address ?? ''), { actor, address })
    const token = newRefreshToken()
    const token_hash = hashOf(token)
    await transact(async (context) => {
      const { id, to, username, language, isNobody } = await addresseeOf(context, email)
      const expires_at = instantOf(msOf(context.now) + MINUTES * 60_000)
      await context.stores.resets.replace({ token_hash, user_id: id, expires_at }, context.now)
      // Browsers send the fragment of an address to no server, so that it stands in no log.
      const letter = { kind: 'passwordReset', link: `${publicAddress(config)}/reset-password#${token}`, token, minutes: MINUTES } as const
      await queueMail(context, {
        userId: id,
        key: `password-reset/${token_hash}`,
        to,
        username,
        language: language ?? request.language,
        letter,
        expires_at,
        isNobody,
      })
      await context.stores.audit.append(
        { actor: context.actor, action: auditNames.resetAsked, target: { kind: 'user', id: id ?? '' } },
        context.now,
      )
    })
    services.mailQueue.wake()
    return { message: request.translate('reset_asked') }
  },
}
