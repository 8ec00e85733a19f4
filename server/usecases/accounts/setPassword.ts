import { instantOf, msOf } from '../../../shared/model/instant'
import type { StoredUser } from '../../db/stores/accounts/users'
import { queueMail } from '../../mail/queueMail'
import type { Language } from '../../i18n/messages'
import type { WriteContext } from '../../transaction/context'
import { endSessions } from '../../auth/endSessions'

const DAY = 24 * 3600 * 1000

interface NewPassword {
  password_hash: string
  keepSession: string | null
  action: string
  /** True if a letter to the address led here. */
  provesEmail: boolean
  language: Language
}

/**
 * Sets a password. It ends every session but the one that is kept, voids every reset link, and is told by mail. If a
 * code from a letter was used, that proves the address.
 */
export async function setPassword(
  context: WriteContext,
  user: StoredUser,
  { password_hash, keepSession, action, provesEmail, language }: NewPassword,
): Promise<void> {
  const { stores, actor, touch, now } = context
  // A change of address that somebody asked for with the old password is cancelled.
  await stores.users.update(user.id, {
    password_hash,
    must_change_password: false,
    pending_email: null,
    updated_at: now,
    ...(provesEmail ? { email_confirmed: true } : {}),
  })
  touch.account(user.id)
  await stores.resets.endAll(user.id, now)
  if (user.pending_email !== null) await stores.confirmations.endAll(user.id, now)
  await stores.audit.append({ actor, action, target: { kind: 'user', id: user.id } }, now)
  await endSessions(context, { userId: user.id, except: keepSession }, { reason: 'password-changed', actor, because: action })
  if (!user.email) return
  const letter = { kind: 'passwordChanged', at: now } as const
  await queueMail(context, {
    userId: user.id,
    key: `password-changed/${user.id}/${now}`,
    to: user.email,
    username: user.username,
    language: user.language ?? language,
    letter,
    expires_at: instantOf(msOf(now) + DAY),
  })
}
