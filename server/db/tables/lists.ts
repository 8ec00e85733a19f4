import type { Columns } from '../columns'
import type { climbTables } from './climbs'
import type { UserTables } from './users'
import type { wallTables } from './walls'

type Known = UserTables & Pick<ReturnType<typeof climbTables>, 'climbs'> & Pick<ReturnType<typeof wallTables>, 'faces'>

export function listTables(c: Columns, { climbs, faces, users }: Known) {
  /** Climbs that a person put together, in their order. */
  const lists = c.table('lists', {
    id: c.text('id').primaryKey(),
    owner_id: c.text('owner_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    name: c.text('name').notNull(),
    description: c.text('description'),
    /** Whoever has its link reads it. */
    is_shared: c.boolean('is_shared').notNull(),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
  }, t => [c.index('lists_owner').on(t.owner_id)])

  const listClimbs = c.table('list_climbs', {
    list_id: c.text('list_id').notNull().references(() => lists.id, { onDelete: 'cascade' }),
    climb_id: c.text('climb_id').notNull().references(() => climbs.id, { onDelete: 'cascade' }),
    /** The climbs stand in the order of these numbers, which may have gaps. */
    position: c.integer('position').notNull(),
    added_at: c.instant('added_at').notNull(),
  }, t => [c.primaryKey({ columns: [t.list_id, t.climb_id] }), c.index('list_climbs_climb').on(t.climb_id)])

  /** A search that a person keeps under a name. */
  const searches = c.table('searches', {
    id: c.text('id').primaryKey(),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    face_id: c.text('face_id').notNull().references(() => faces.id, { onDelete: 'cascade' }),
    name: c.text('name').notNull(),
    /** The parameters of `GET /api/climbs`, as they stand in an address. */
    query: c.text('query').notNull(),
    created_at: c.instant('created_at').notNull(),
    /** Climbs set later are told as new. */
    seen_at: c.instant('seen_at').notNull(),
  }, t => [c.index('searches_user').on(t.user_id), c.index('searches_face').on(t.face_id)])

  return { lists, listClimbs, searches }
}
