import { instantOf, msOf } from '../../../shared/model/instant'
import type { StoredUser } from '../../db/stores/users'
import { queueMail } from '../../mail/queueMail'
import type { Language } from '../../transport/words'
import type { WriteContext } from '../context'
import { endSessions } from './endSessions'

const DAY = 24 * 3600 * 1000

/** A new password ends every session but the one that is kept, kills every reset link, and is told by mail. */
export async function setPassword(
  context: WriteContext,
  user: StoredUser,
  { password_hash, keepSession, action, language }: { password_hash: string; keepSession: string | null; action: string; language: Language },
): Promise<void> {
  const { stores, actor, now } = context
  await stores.users.update(user.id, { password_hash, updated_at: now })
  await stores.resets.endAll(user.id, now)
  await stores.audit.append({ actor, action, target: { kind: 'user', id: user.id } }, now)
  await endSessions(context, { userId: user.id, except: keepSession }, { reason: 'password-changed', actor })
  if (!user.email) return
  const letter = { kind: 'passwordChanged', at: now } as const
  await queueMail(context, { key: `password-changed/${user.id}/${now}`, to: user.email, language, letter, expires_at: instantOf(msOf(now) + DAY) })
}
