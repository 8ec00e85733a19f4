import { auditNames } from '../../auth/auditNames'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { Language } from '../../i18n/messages'
import type { WriteContext } from '../../transaction/context'
import { tellFactor } from './tellFactor'

/**
 * [FACTOR-9] An admin or the command line removes the second factor of a person who lost it, and the person is told.
 * @returns the user as they are now
 */
export async function resetFactor(
  context: WriteContext,
  user: StoredUser,
  { by, reason, language }: { by: AuditEntry['actor']; reason: string; language: Language },
): Promise<StoredUser> {
  const { stores, touch, now } = context
  const removed = await stores.passkeys.removeAll(user.id, now)
  if (removed === 0) return user
  touch.account(user.id)
  await stores.audit.append(
    {
      actor: by,
      action: auditNames.factorReset,
      target: { kind: 'user', id: user.id },
      detail: { passkeys: removed, ...(reason === '' ? {} : { reason }) },
    },
    now,
  )
  await tellFactor(context, user, { letter: { kind: 'factorReset', at: now }, language })
  return { ...user, has_second_factor: false }
}
