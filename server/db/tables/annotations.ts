import type { Columns } from '../columns'
import type { UserTables } from './users'
import type { wallTables } from './walls'

type Known = UserTables & ReturnType<typeof wallTables>

export function annotationTables(c: Columns, { faces, holds, users }: Known) {
  /** One user's annotation of one hold. Each part remembers when it last changed: on a tie the newest vote decides. */
  const annotations = c.table('annotations', {
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    hold_id: c.integer('hold_id').notNull().references(() => holds.id, { onDelete: 'cascade' }),
    face_id: c.text('face_id').notNull().references(() => faces.id, { onDelete: 'cascade' }),
    grip_type: c.text('grip_type'),
    grip_type_at: c.instant('grip_type_at'),
    condition: c.text('condition'),
    condition_at: c.instant('condition_at'),
    difficulty: c.text('difficulty'),
    difficulty_at: c.instant('difficulty_at'),
    notes: c.text('notes'),
    notes_at: c.instant('notes_at'),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
  }, t => [
    // The votes on a hold stand together, because each new one has all of them counted.
    c.primaryKey({ columns: [t.hold_id, t.user_id] }),
    c.index('annotations_user').on(t.user_id, t.hold_id),
  ])

  return { annotations }
}
