import { isNotNull } from 'drizzle-orm'
import type { Columns } from '../columns'
import type { climbTables } from './climbs'
import type { UserTables } from './users'

type Known = UserTables & Pick<ReturnType<typeof climbTables>, 'climbs'>

/** Likes, ascents and the other acts of people on climbs. */
export function logbookTables(c: Columns, { climbs, users }: Known) {
  const likes = c.table('likes', {
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    climb_id: c.text('climb_id').notNull().references(() => climbs.id, { onDelete: 'cascade' }),
    created_at: c.instant('created_at').notNull(),
  }, t => [c.primaryKey({ columns: [t.user_id, t.climb_id] }), c.index('likes_climb').on(t.climb_id)])

  /** A person sent a climb; each send is a row. */
  const ascents = c.table('ascents', {
    id: c.text('id').primaryKey(),
    /** The id of this send in Stokt, where it came from there. */
    stokt_id: c.text('stokt_id'),
    climb_id: c.text('climb_id').notNull().references(() => climbs.id, { onDelete: 'cascade' }),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    sent_at: c.instant('sent_at').notNull(),
    /** The number of tries; null: not said. A flash has one. */
    attempts: c.integer('attempts'),
    is_flash: c.boolean('is_flash').notNull(),
    /** The grade that the person would give; null: no opinion. */
    grade_font: c.text('grade_font'),
    /** The same in hundredths of IRCRA, so that sums are whole numbers on both databases. */
    grade_hundredths: c.integer('grade_hundredths'),
    /** The person's own words, which nobody else reads. */
    notes: c.text('notes'),
    /** Others do not see it, and it counts all the same. */
    is_hidden: c.boolean('is_hidden').notNull(),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
  }, t => [
    c.uniqueIndex('ascents_stokt_id').on(t.stokt_id).where(isNotNull(t.stokt_id)),
    c.index('ascents_climb').on(t.climb_id, t.user_id), c.index('ascents_user').on(t.user_id, t.sent_at),
  ])

  return { likes, ascents }
}
