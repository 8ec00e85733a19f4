import { isNotNull } from 'drizzle-orm'
import type { Columns } from '../columns'
import type { UserTables } from './users'
import type { wallTables } from './walls'

type Known = UserTables & ReturnType<typeof wallTables>

export function climbTables(c: Columns, { faces, holds, users }: Known) {
  const climbs = c.table('climbs', {
    id: c.text('id').primaryKey(),
    stokt_id: c.text('stokt_id'),
    /** The Stokt id that its owner claims. No import or key has confirmed it yet, and others may claim the same. */
    stokt_claim: c.text('stokt_claim'),
    /** The name by which a generated or imported wall refers to it, so that a second import finds it again. */
    import_key: c.text('import_key'),
    face_id: c.text('face_id').notNull().references(() => faces.id, { onDelete: 'cascade' }),
    setter_id: c.text('setter_id').references(() => users.id, { onDelete: 'set null' }),
    name: c.text('name').notNull(),
    name_search: c.text('name_search').notNull(),
    /** The wire form, kept as it came; `climb_holds` are its rows. One store writes both. */
    holds_list: c.text('holds_list').notNull(),
    mirror_holds_list: c.text('mirror_holds_list').notNull(),
    grade_font: c.text('grade_font'),
    grade_ircra: c.real('grade_ircra'),
    grade_hueco: c.text('grade_hueco'),
    grade_dankyu: c.text('grade_dankyu'),
    feet_rule: c.text('feet_rule'),
    description: c.text('description'),
    is_private: c.boolean('is_private').notNull(),
    is_benchmark: c.boolean('is_benchmark').notNull(),
    /** The count of Stokt or of the import. The next three columns count what people did here, and readers get the sums. */
    climbed_by: c.integer('climbed_by').notNull(),
    total_likes: c.integer('total_likes').notNull(),
    total_comments: c.integer('total_comments').notNull(),
    own_senders: c.integer('own_senders').notNull().default(0),
    own_likes: c.integer('own_likes').notNull().default(0),
    own_comments: c.integer('own_comments').notNull().default(0),
    /** The number of senders who gave a grade here. */
    grade_opinions: c.integer('grade_opinions').notNull().default(0),
    /** The grade from the setter's and the senders' opinions; null while nobody gave one. */
    opinion_font: c.text('opinion_font'),
    opinion_ircra: c.real('opinion_ircra'),
    circuit: c.text('circuit').notNull(),
    tags: c.json<string[]>('tags').notNull(),
    angle: c.text('angle').notNull(),
    source: c.text('source').notNull(),
    /** The API key that set it, whose own it is; null: a person or an import did. */
    made_with_key: c.text('made_with_key'),
    created_by_id: c.text('created_by_id').references(() => users.id, { onDelete: 'set null' }),
    updated_by_id: c.text('updated_by_id').references(() => users.id, { onDelete: 'set null' }),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
    synced_at: c.instant('synced_at'),
    /** The time since when it is in the bin; null: not deleted. */
    deleted_at: c.instant('deleted_at'),
    deleted_by_id: c.text('deleted_by_id').references(() => users.id, { onDelete: 'set null' }),
    /** The words of an admin who deleted it for its owners to read. */
    deleted_reason: c.text('deleted_reason'),
    /** The time since when an admin hides it from everybody but its owners; null: not hidden. */
    hidden_at: c.instant('hidden_at'),
    hidden_by_id: c.text('hidden_by_id').references(() => users.id, { onDelete: 'set null' }),
    hidden_reason: c.text('hidden_reason'),
  }, t => [
    c.index('climbs_face_created').on(t.face_id, t.created_at, t.id),
    c.index('climbs_created').on(t.created_at, t.id),
    c.index('climbs_setter').on(t.setter_id),
    c.index('climbs_deleted').on(t.deleted_at).where(isNotNull(t.deleted_at)),
    c.index('climbs_hidden').on(t.hidden_at).where(isNotNull(t.hidden_at)),
    c.uniqueIndex('climbs_stokt_id').on(t.stokt_id).where(isNotNull(t.stokt_id)),
    c.uniqueIndex('climbs_import_key').on(t.import_key).where(isNotNull(t.import_key)),
    c.index('climbs_stokt_claim').on(t.stokt_claim).where(isNotNull(t.stokt_claim)),
  ])

  /** The names by which imports know climbs that were deleted here and left the bin: they are not imported again. */
  const purgedClimbs = c.table('purged_climbs', {
    /** `stokt:<id>` or `key:<import_key>` */
    import_key: c.text('import_key').primaryKey(),
    purged_at: c.instant('purged_at').notNull(),
  })

  const climbHolds = c.table('climb_holds', {
    climb_id: c.text('climb_id').notNull().references(() => climbs.id, { onDelete: 'cascade' }),
    hold_id: c.integer('hold_id').notNull().references(() => holds.id, { onDelete: 'cascade' }),
    role: c.text('role').notNull(),
  }, t => [c.primaryKey({ columns: [t.climb_id, t.hold_id, t.role] })])

  /** A user's own remarks on a climb. */
  const personalNotes = c.table('personals', {
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    climb_id: c.text('climb_id').notNull().references(() => climbs.id, { onDelete: 'cascade' }),
    personal_notes: c.text('personal_notes'),
    personal_rating: c.integer('personal_rating'),
    is_project: c.boolean('is_project').notNull(),
  }, t => [c.primaryKey({ columns: [t.user_id, t.climb_id] }), c.index('personals_climb').on(t.climb_id)])

  return { climbs, purgedClimbs, climbHolds, personalNotes }
}
