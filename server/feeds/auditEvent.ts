import { PEOPLE_IN_DETAIL, type AuditEvent } from '../../shared/contract/admin'
import type { ListedAudit } from '../db/stores/admin/audit'
import type { Stores } from '../db/stores/stores'

type Named = Pick<AuditEvent, 'actor_name' | 'target_name' | 'names'>

/** [AUDIT-3] Gives the names that were kept with the entry, otherwise the present ones. */
function named(event: ListedAudit, then: Record<string, string>, now: ReadonlyMap<string, string>): Named {
  const { actor, target, ...others } = then
  const inDetail = PEOPLE_IN_DETAIL.flatMap((part) => {
    const name = typeof event.detail[part] === 'string' ? now.get(event.detail[part]) : undefined
    return name === undefined ? [] : [[part, name] as const]
  })
  return {
    actor_name: actor ?? now.get(event.actor_id ?? '') ?? null,
    target_name: target ?? now.get(event.target_id) ?? null,
    names: { ...Object.fromEntries(inDetail), ...others },
  }
}

/**
 * The entries as admins read them, in the list and in their feed. An entry keeps a state only if its act can be undone.
 * @param now the present names of ids, for entries from before names were kept
 */
export async function auditEvents(
  audit: Pick<Stores['audit'], 'namesOf'>, entries: readonly ListedAudit[], now: ReadonlyMap<string, string> = new Map(),
): Promise<AuditEvent[]> {
  const then = await audit.namesOf(entries.map(({ id }) => id))
  return entries.map(({ has_state, undo_id, ...entry }) => ({
    ...entry,
    ...named({ has_state, undo_id, ...entry }, then.get(entry.id) ?? {}, now),
    can_undo: has_state && undo_id === null,
    is_undone: undo_id !== null,
    undo_id,
  }))
}
