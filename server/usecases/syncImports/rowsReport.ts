import type { Output } from '../../../shared/contract/commands'
import type { Refusal } from '../../../shared/result'
import type { WriteContext } from '../../transaction/context'
import { tally, type Tally } from '../imports/classifyChange'

/** The result for imported rows: counts, and a refusal for each row that cannot be used. */
export interface RowsReport {
  counts: Tally
  faults: Refusal[]
}

export const rowsReport = (): RowsReport => ({ counts: tally(), faults: [] })

/** If rows have the same Stokt id, the last one counts. */
export const lastOfEach = <R extends { stokt_id: string | number }>(rows: readonly R[]): R[] =>
  [...new Map(rows.map(row => [row.stokt_id, row])).values()]

export function rowsAnswer({ counts, faults }: RowsReport, total: number): Output<'sync.importHolds'> {
  return { created: counts.created, updated: counts.updated, errors: faults.length, total }
}

/** The outcome of a single row. @throws Refusal if it cannot be used */
export function statusOf({ counts, faults: [fault] }: RowsReport): 'created' | 'exists' | 'updated' {
  if (fault) throw fault
  if (counts.created > 0) return 'created'
  return counts.updated > 0 ? 'updated' : 'exists'
}

type Part = 'gym' | 'face' | 'holds' | 'users' | 'climbs'

/** The counts under the name that the log has for such rows: imported users are setters. */
function namedCounts(part: Part, counts: Tally): Partial<Record<'gym' | 'face' | 'holds' | 'setters' | 'climbs', Tally>> {
  switch (part) {
    case 'gym': return { gym: counts }
    case 'face': return { face: counts }
    case 'holds': return { holds: counts }
    case 'users': return { setters: counts }
    case 'climbs': return { climbs: counts }
  }
}

/** Rows that changed something stand in the log, once for each request with several. */
export async function noteRows(
  { actor, stores, now }: WriteContext,
  part: Part,
  { counts, faults }: RowsReport,
): Promise<void> {
  if (counts.created + counts.updated === 0) return
  await stores.audit.append(
    { actor, action: 'import.rows', target: { kind: 'import', id: '' }, detail: { ...namedCounts(part, counts), rejected: faults.length } },
    now,
  )
}
