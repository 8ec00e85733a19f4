import type { Columns } from '../columns'
import type { UserTables } from './users'

export function noticeTables(c: Columns, { users }: UserTables) {
  /** Messages of admins. A notice for a gym or a wall names it in `feed`. */
  const notices = c.table('notices', {
    id: c.text('id').primaryKey(),
    feed: c.text('feed').notNull(),
    level: c.text('level').notNull(),
    title: c.text('title').notNull(),
    text: c.text('text').notNull(),
    from: c.instant('from'),
    until: c.instant('until'),
    by: c.text('by').references(() => users.id, { onDelete: 'set null' }),
    created_at: c.instant('created_at').notNull(),
  }, t => [c.index('notices_feed').on(t.feed), c.index('notices_until').on(t.until), c.index('notices_by').on(t.by)])

  return { notices }
}
