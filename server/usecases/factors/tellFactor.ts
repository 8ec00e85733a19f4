import { instantOf, msOf } from '../../../shared/model/instant'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { Letter } from '../../mail/letters/letter'
import { queueMail } from '../../mail/queueMail'
import type { Language } from '../../i18n/messages'
import type { WriteContext } from '../../transaction/context'

const DAY = 24 * 3600 * 1000
type FactorLetter = Extract<Letter, { kind: 'passkeyAdded' | 'passkeyRemoved' | 'recoveryUsed' | 'factorReset' }>

/**
 * [FACTOR-7] Queues a mail that tells a user of a change of their second factor. Call `services.mailQueue.wake()` after
 * the commit.
 */
export async function tellFactor(
  context: WriteContext,
  user: StoredUser,
  { letter, language }: { letter: FactorLetter; language: Language },
): Promise<void> {
  if (!user.email) return
  await queueMail(context, {
    userId: user.id,
    key: `${letter.kind}/${user.id}/${context.now}`,
    to: user.email,
    username: user.username,
    language: user.language ?? language,
    letter,
    expires_at: instantOf(msOf(context.now) + DAY),
  })
}
