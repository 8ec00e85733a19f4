import { isNotNull } from 'drizzle-orm'
import type { Columns } from '../columns'
import type { climbTables } from './climbs'
import type { UserTables } from './users'

type Known = UserTables & Pick<ReturnType<typeof climbTables>, 'climbs'>

export function commentTables(c: Columns, { climbs, users }: Known) {
  const comments = c.table('comments', {
    id: c.text('id').primaryKey(),
    climb_id: c.text('climb_id').notNull().references(() => climbs.id, { onDelete: 'cascade' }),
    /** Null: the account that wrote it is gone. */
    user_id: c.text('user_id').references(() => users.id, { onDelete: 'set null' }),
    text: c.text('text').notNull(),
    /** The comment that it answers. Answers have no answers: those of an answer stand beside it. */
    replied_to_id: c.text('replied_to_id'),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
    /** The time since when it is in the bin; null: not deleted. */
    deleted_at: c.instant('deleted_at'),
    deleted_by_id: c.text('deleted_by_id').references(() => users.id, { onDelete: 'set null' }),
    /** The words of an admin who deleted it for its owner to read. */
    deleted_reason: c.text('deleted_reason'),
    /** The time since when an admin hides it from everybody but its owner; null: not hidden. */
    hidden_at: c.instant('hidden_at'),
    hidden_by_id: c.text('hidden_by_id').references(() => users.id, { onDelete: 'set null' }),
    hidden_reason: c.text('hidden_reason'),
  }, t => [
    c.index('comments_climb').on(t.climb_id, t.created_at),
    c.index('comments_user').on(t.user_id, t.created_at),
    c.index('comments_deleted').on(t.deleted_at).where(isNotNull(t.deleted_at)),
    c.index('comments_hidden').on(t.hidden_at).where(isNotNull(t.hidden_at)),
  ])

  return { comments }
}
