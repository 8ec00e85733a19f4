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

/** Who can be written to at this address and still gets in; otherwise a letter to nobody takes as long. */
async function addresseeOf({ stores }: WriteContext, email: string) {
  const user = await stores.users.byEmail(email)
  return user?.email && user.is_active
    ? { id: user.id, to: user.email, username: user.username, language: user.language, isNobody: false }
    : { id: null, ...NOBODY }
}

/** [ACCOUNT-9] The answer, and the work, are the same whether somebody has this address or nobody. */
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
      // The fragment of an address is sent to no server and stands in no log.
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
