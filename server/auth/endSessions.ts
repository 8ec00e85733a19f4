import type { AuditEntry } from '../db/stores/admin/audit'
import type { EndReason } from '../db/stores/accounts/sessions'
import { auditNames } from './auditNames'
import type { WriteContext } from '../transaction/context'

/**
 * Ends one session of a user, or all, or all but one, and writes it to the log. The caller must have
 * `services.sessions.recheck` called once that is committed; other nodes look within two seconds.
 * @returns the number of sessions that lived until now
 */
export async function endSessions(
  { stores, now }: Pick<WriteContext, 'stores' | 'now'>,
  of: { userId: string; only?: string; except?: string | null },
  {
    reason,
    actor,
    because,
  }: { reason: EndReason; actor: AuditEntry['actor']; /** The action in the log that is the cause. */ because?: string },
): Promise<number> {
  const ended = await stores.sessions.end(of, reason, now)
  for (const [index, id] of ended.entries()) {
    // Several sessions that end at once are one act: the first entry gives their number.
    const act = because ?? (index > 0 ? auditNames.sessionEnd : undefined)
    const detail = { session: id, reason, ...(act === undefined ? { ended: ended.length } : { because: act }) }
    await stores.audit.append({ actor, action: auditNames.sessionEnd, target: { kind: 'user', id: of.userId }, detail }, now)
  }
  return ended.length
}
