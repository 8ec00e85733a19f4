import type { AuditEntry } from '../../db/stores/audit'
import type { EndReason } from '../../db/stores/sessions'
import { auditNames } from '../../auth/auditNames'
import type { WriteContext } from '../context'

/**
 * Ends one session of a user, or all, or all but one, and says so in the audit. Whoever calls it has
 * `services.sessions.recheck` called once that is committed; other nodes look within two seconds.
 * @returns how many lived until now
 */
export async function endSessions(
  { stores, now }: Pick<WriteContext, 'stores' | 'now'>,
  of: { userId: string; only?: string; except?: string | null },
  { reason, actor }: { reason: EndReason; actor: AuditEntry['actor'] },
): Promise<number> {
  const ended = await stores.sessions.end(of, reason, now)
  for (const id of ended) {
    await stores.audit.append({ actor, action: auditNames.sessionEnd, target: { kind: 'user', id: of.userId }, detail: { session: id, reason } }, now)
  }
  return ended.length
}
