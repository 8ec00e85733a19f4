import type { Columns } from '../columns'
import type { UserTables } from './users'
import type { wallTables } from './walls'

type Known = UserTables & ReturnType<typeof wallTables>

export function reportTables(c: Columns, { faces, users }: Known) {
  /** A thing that somebody asks the admins to look at. All who report it while it is open join the same report. */
  const reports = c.table('reports', {
    id: c.text('id').primaryKey(),
    /** `climb`, `comment`, `annotation`, `note`, `mark` or `user`. */
    kind: c.text('kind').notNull(),
    target_id: c.text('target_id').notNull(),
    /** `<kind>:<target id>` while the report is open, otherwise null: one thing has one open report. */
    open_key: c.text('open_key').unique(),
    /** The face where the thing is; null for a user. */
    face_id: c.text('face_id').references(() => faces.id, { onDelete: 'cascade' }),
    /** The thing as it read when it was reported first. */
    seen: c.json<Record<string, unknown>>('seen').notNull(),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
    /** `acted` or `dismissed`; null while it is open. */
    outcome: c.text('outcome'),
    /** The admin's words, which the reporters read. */
    answer: c.text('answer'),
    resolved_at: c.instant('resolved_at'),
    resolved_by_id: c.text('resolved_by_id').references(() => users.id, { onDelete: 'set null' }),
  }, t => [
    c.index('reports_created').on(t.created_at, t.id), c.index('reports_target').on(t.kind, t.target_id),
    c.index('reports_face').on(t.face_id), c.index('reports_resolved_by').on(t.resolved_by_id),
  ])

  /** The people who reported it, each with their own reason. */
  const reportVoices = c.table('report_voices', {
    report_id: c.text('report_id').notNull().references(() => reports.id, { onDelete: 'cascade' }),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    reason: c.text('reason').notNull(),
    at: c.instant('at').notNull(),
  }, t => [c.primaryKey({ columns: [t.report_id, t.user_id] }), c.index('report_voices_user').on(t.user_id)])

  return { reports, reportVoices }
}
