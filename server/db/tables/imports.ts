import type { UploadReport, UploadState } from '../../../shared/contract/imports'
import type { ImportReason } from '../../../shared/model/importReason'
import type { RejectedRow } from '../../sources/wallImport'
import type { Columns } from '../columns'

export function importTables(c: Columns) {
  /** Walls that somebody uploaded as zips, for a day. The zip is gone once it was imported or refused. */
  const uploads = c.table('uploads', {
    id: c.text('id').primaryKey(),
    created_at: c.instant('created_at').notNull(),
    state: c.text('state').$type<UploadState>().notNull(),
    done: c.integer('done').notNull(),
    total: c.integer('total').notNull(),
    /** The time at which the server that works on it last said so. */
    seen_at: c.instant('seen_at').notNull(),
    report: c.json<StoredReport | { refused: ImportReason } | null>('report'),
    /** Why it was refused, in English. */
    problem: c.text('problem'),
    bytes: c.bytes('bytes'),
  }, t => [c.index('uploads_created').on(t.created_at)])

  return { uploads }
}

/** What an import changed, or would change, with the reasons in a form that can be said in any language. */
export interface StoredReport extends Omit<UploadReport, 'rejected'> {
  rejected: { count: number; results: RejectedRow[] }
}
