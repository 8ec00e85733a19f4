import type { WallGrid } from '../../../shared/model/grid'
import type { Columns } from '../columns'

export function wallTables(c: Columns) {
  const gyms = c.table('gyms', {
    id: c.text('id').primaryKey(),
    stokt_id: c.text('stokt_id').unique(),
    name: c.text('name').notNull(),
    location: c.text('location').notNull(),
    source: c.text('source').notNull(),
    is_demo: c.boolean('is_demo').notNull(),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
  })

  const faces = c.table('faces', {
    id: c.text('id').primaryKey(),
    stokt_id: c.text('stokt_id').unique(),
    gym_id: c.text('gym_id').notNull().references(() => gyms.id, { onDelete: 'cascade' }),
    name: c.text('name').notNull(),
    picture_path: c.text('picture_path').notNull(),
    picture_width: c.integer('picture_width').notNull(),
    picture_height: c.integer('picture_height').notNull(),
    small_picture: c.json<{ name: string; width: number; height: number } | null>('small_picture'),
    feet_rules_options: c.json<string[]>('feet_rules_options').notNull(),
    has_symmetry: c.boolean('has_symmetry').notNull(),
    is_active: c.boolean('is_active').notNull(),
    /** The letters and numbers painted on the wall, from which holds get their labels. */
    grid: c.json<WallGrid | null>('grid'),
    /** Walls are listed by it, then by name. */
    position: c.integer('position').notNull().default(0),
    /** True if the wall is no longer offered in lists; its address still opens it. */
    is_archived: c.boolean('is_archived').notNull().default(false),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
  }, t => [c.index('faces_gym').on(t.gym_id)])

  /** The wall photos themselves are in the database, so that every node and every backup has them. */
  const pictures = c.table('pictures', {
    path: c.text('path').primaryKey(),
    mime: c.text('mime').notNull(),
    bytes: c.bytes('bytes').notNull(),
    sha256: c.text('sha256').notNull(),
  })

  const holds = c.table('holds', {
    id: c.integer('id').primaryKey(),
    stokt_id: c.integer('stokt_id').unique(),
    face_id: c.text('face_id').notNull().references(() => faces.id, { onDelete: 'cascade' }),
    polygon_str: c.text('polygon_str').notNull(),
    centroid_x: c.real('centroid_x').notNull(),
    centroid_y: c.real('centroid_y').notNull(),
    path_str: c.text('path_str').notNull(),
    area: c.real('area').notNull(),
    touch_polygon_str: c.text('touch_polygon_str').notNull(),
    centroid_str: c.text('centroid_str').notNull(),
    top_polygon_str: c.text('top_polygon_str').notNull(),
    center_tape_str: c.text('center_tape_str').notNull(),
    right_tape_str: c.text('right_tape_str').notNull(),
    left_tape_str: c.text('left_tape_str').notNull(),
    label: c.text('label').notNull(),
    /** Null until the photo was looked at; `none` if there is no photo to look at. */
    colour: c.text('colour'),
    /** The time since when it is not on the wall any more; null: it is there. Its climbs stay and are marked. */
    removed_at: c.instant('removed_at'),
    removed_reason: c.text('removed_reason'),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
  }, t => [c.index('holds_face').on(t.face_id), c.uniqueIndex('holds_label').on(t.face_id, t.label), c.index('holds_colour').on(t.colour)])

  return { gyms, faces, pictures, holds }
}
