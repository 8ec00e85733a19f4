import type { AuditEvent } from '../contract/admin'

/** [AUDIT-16] True if the act was about many climbs or holds, whose names the log keeps beside the entry. */
export function isOfMany({ action, target_kind, detail }: Pick<AuditEvent, 'action' | 'target_kind' | 'detail'>): boolean {
  if (action === 'audit.undo') return false
  if (action === 'user.remove_content') {
    const { removed } = detail
    return typeof removed === 'object' && removed !== null && 'climbs' in removed && Number(removed.climbs) > 0
  }
  return target_kind === 'climbs' || action === 'face.lock_holds' || action === 'face.unlock_holds'
}
