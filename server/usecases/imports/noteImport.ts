import type { AuditEntry } from '../../db/stores/admin/audit'
import type { WallImport } from '../../sources/wallImport'
import type { WriteContext } from '../../transaction/context'
import type { ImportReport } from './importReport'

/** Writes an import of a wall into the log. */
export async function noteImport(
  { stores, now }: Pick<WriteContext, 'stores' | 'now'>,
  { face }: WallImport,
  { tallies, rejected, demoRemoved }: ImportReport,
  actor: AuditEntry['actor'],
): Promise<void> {
  await stores.audit.append({
    actor, action: 'import.stokt', target: { kind: 'face', id: face.stokt_id ?? face.own?.id ?? '' },
    detail: { ...tallies, rejected: rejected.length, demo_removed: demoRemoved },
  }, now)
}
