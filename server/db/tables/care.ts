import { isNull } from 'drizzle-orm'
import type { Columns } from '../columns'
import type { UserTables } from './users'
import type { wallTables } from './walls'

type Known = UserTables & ReturnType<typeof wallTables>

export function careTables(c: Columns, { faces, holds, users }: Known) {
  /**
   * Work that a hold needs. One of a kind is open on a hold at a time; condition votes cast before the last work done
   * no longer count.
   */
  const tasks = c.table('tasks', {
    id: c.text('id').primaryKey(),
    face_id: c.text('face_id').notNull().references(() => faces.id, { onDelete: 'cascade' }),
    hold_id: c.integer('hold_id').notNull().references(() => holds.id, { onDelete: 'cascade' }),
    kind: c.text('kind').notNull(),
    note: c.text('note'),
    asked_by_id: c.text('asked_by_id').references(() => users.id, { onDelete: 'set null' }),
    asked_at: c.instant('asked_at').notNull(),
    done_by_id: c.text('done_by_id').references(() => users.id, { onDelete: 'set null' }),
    done_at: c.instant('done_at'),
  }, t => [
    c.uniqueIndex('tasks_open').on(t.hold_id, t.kind).where(isNull(t.done_at)),
    c.index('tasks_hold_done').on(t.hold_id, t.done_at),
    c.index('tasks_face').on(t.face_id),
    c.index('tasks_asked_by').on(t.asked_by_id),
    c.index('tasks_done_by').on(t.done_by_id),
  ])

  /** A hold, or a whole face, that nobody changes until an admin unlocks it. Its id is `hold:<id>` or `face:<id>`. */
  const locks = c.table('locks', {
    id: c.text('id').primaryKey(),
    face_id: c.text('face_id').notNull().references(() => faces.id, { onDelete: 'cascade' }),
    /** Null: the whole face. */
    hold_id: c.integer('hold_id').references(() => holds.id, { onDelete: 'cascade' }),
    reason: c.text('reason').notNull(),
    locked_at: c.instant('locked_at').notNull(),
    /** The lock ends by itself then; null: an admin unlocks it. */
    until: c.instant('until'),
  }, t => [c.index('locks_face').on(t.face_id)])

  /**
   * Append-only (triggers in both databases): the changes of a hold. Ids have no references, so that an entry outlives
   * its hold.
   */
  const holdHistory = c.table('hold_history', {
    id: c.text('id').primaryKey(),
    hold_id: c.integer('hold_id').notNull(),
    face_id: c.text('face_id').notNull(),
    at: c.instant('at').notNull(),
    /** `consensus`, `task`, `lock`, `annotation` or `note`. */
    kind: c.text('kind').notNull(),
    /** Null if nobody may know the actor: votes are private. */
    actor_id: c.text('actor_id'),
    detail: c.json<Record<string, unknown>>('detail').notNull(),
  }, t => [c.index('hold_history_hold').on(t.hold_id, t.at)])

  /** A sheet as it stood before an hour's first edit, or before an admin restored something. */
  const sheetVersions = c.table('sheet_versions', {
    id: c.text('id').primaryKey(),
    face_id: c.text('face_id').notNull().references(() => faces.id, { onDelete: 'cascade' }),
    /** The reason for keeping it: the hour, or the restore. There is one version for each. */
    key: c.text('key').notNull(),
    at: c.instant('at').notNull(),
    notes_count: c.integer('notes_count').notNull().default(0),
    marks_count: c.integer('marks_count').notNull().default(0),
    content: c.json<{ notes: Record<string, string>; marks: Record<string, unknown> }>('content').notNull(),
  }, t => [c.uniqueIndex('sheet_versions_face_key').on(t.face_id, t.key), c.index('sheet_versions_at').on(t.face_id, t.at)])

  return { tasks, locks, holdHistory, sheetVersions }
}
