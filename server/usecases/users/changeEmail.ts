import { instantOf, msOf } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import type { StoredUser } from '../../db/stores/accounts/users'
import { queueMail } from '../../mail/queueMail'
import type { Language } from '../../i18n/messages'
import { queueConfirmation } from '../accounts/sendConfirmation'
import type { WriteContext } from '../../transaction/context'

const DAY = 24 * 3600 * 1000

/**
 * [EMAIL-1] The address stays until the new one is confirmed. The old address is told at once, so that the change can
 * still be stopped. The present address changes nothing. @throws Refusal `taken`
 */
export async function changeEmail(context: WriteContext, user: StoredUser, email: string, language: Language): Promise<void> {
  const { stores, actor, now } = context
  const holder = await stores.users.byEmail(email)
  if (holder?.id === user.id) return
  if (holder) throw new Refusal('taken', { field: 'email' })
  await stores.users.update(user.id, { pending_email: email, updated_at: now })
  await stores.audit.append({ actor, action: auditNames.emailAsked, target: { kind: 'user', id: user.id } }, now)
  await queueConfirmation(context, { user, email, language })
  if (!user.email) return
  const letter = { kind: 'emailAsked', newEmail: email } as const
  return queueMail(context, {
    userId: user.id,
    key: `email-asked/${user.id}/${now}`,
    to: user.email,
    username: user.username,
    language,
    letter,
    expires_at: instantOf(msOf(now) + DAY),
  })
}

/** [EMAIL-8] Cancels the change: the address stays, and links to the other one are invalid. */
export async function dropPendingEmail({ stores, now }: WriteContext, user: StoredUser): Promise<void> {
  if (user.pending_email === null) return
  await stores.confirmations.endAll(user.id, now)
  await stores.users.update(user.id, { pending_email: null, updated_at: now })
}
