import { instantOf, msOf } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { hashOf, newRefreshToken } from '../../auth/tokens'
import type { StoredUser } from '../../db/stores/accounts/users'
import { queueMail } from '../../mail/queueMail'
import { publicAddress } from '../../config/publicAddress'
import type { Language } from '../../i18n/messages'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { ownUser } from '../users/ownUser'

const DAY = 24 * 3600 * 1000

/** Queues the letter whose link proves the address; links sent before are no longer valid. */
export async function queueConfirmation(
  context: WriteContext, { user, email, language }: { user: Pick<StoredUser, 'id' | 'username'>; email: string; language: Language },
): Promise<void> {
  const { config, stores, now } = context
  const token = newRefreshToken()
  const token_hash = hashOf(token)
  const expires_at = instantOf(msOf(now) + DAY)
  await stores.confirmations.replace({ token_hash, user_id: user.id, email, expires_at }, now)
  const letter = { kind: 'confirmEmail', link: `${publicAddress(config)}/confirm-email#${token}` } as const
  await queueMail(context, {
    userId: user.id,
    key: `confirm-email/${token_hash}`,
    to: email,
    username: user.username,
    language,
    letter,
    expires_at,
  })
}

/** [EMAIL-3] Sends the letter once more: to the pending address, or to the account's own until it is confirmed. */
export const sendConfirmation: UseCase<'users.sendConfirmation'> = {
  async runs({ services, transact, request }) {
    await transact(async (context) => {
      const user = await ownUser(context)
      const email = user.pending_email ?? (user.email_confirmed ? null : user.email)
      if (email === null) throw new Refusal('confirm_invalid', { reason: 'nothing' })
      await queueConfirmation(context, { user, email, language: user.language ?? request.language })
    })
    services.mailQueue.wake()
    return { message: request.translate('confirmation_sent') }
  },
}
