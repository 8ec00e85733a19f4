import { z } from 'zod'
import { parseInstant } from '../../../shared/model/instant'

/** A moment as PostgreSQL writes it: without a zone it is UTC; an hour alone is a zone's offset. */
const When = z.string().transform((text, context) => {
  const at = parseInstant(text.replace(/([+-]\d{2})$/, '$1:00'))
  if (at !== null) return at
  context.addIssue({ code: 'custom', message: 'field_no_date', params: { value: text.slice(0, 100) } })
  return z.NEVER
})
const Id = z.guid()
const Text = z.string().nullable()
const Count = z.int().min(0).nullable().transform(count => count ?? 0)
const Flag = z.boolean().nullable().transform(flag => flag ?? false)
const Size = z.int().min(1).max(50_000).nullable().catch(null)
const Source = z.enum(['mastoc', 'stokt']).catch('mastoc')
/** A list that is none, or an entry that is no text, is left out. */
const Texts = z.array(z.unknown()).catch([]).transform(list => list.filter(entry => typeof entry === 'string' && entry !== '') as string[])

/** The rows of the Python server's tables, column by column. A row that does not fit is rejected by itself. */
export const OLD_ROWS = {
  gyms: z.object({ id: Id, stokt_id: Id.nullable(), display_name: z.string(), location_string: Text, source: Source, created_at: When }),
  faces: z.object({
    id: Id, stokt_id: Id.nullable(), gym_id: Id, picture_path: z.string(), picture_width: Size, picture_height: Size,
    feet_rules_options: Texts, has_symmetry: Flag, source: Source, synced_at: When.nullable(), created_at: When,
  }),
  holds: z.object({
    id: z.int(), stokt_id: z.int().nullable(), face_id: Id, polygon_str: z.string(), centroid_x: z.number().nullable(),
    centroid_y: z.number().nullable(), path_str: Text, area: z.number().nullable(), center_tape_str: Text, right_tape_str: Text,
    left_tape_str: Text,
  }),
  users: z.object({
    id: Id, stokt_id: Id.nullable(), full_name: z.string(), avatar_path: Text, email: Text, username: Text, password_hash: Text,
    is_active: Flag, role: z.enum(['user', 'admin']).catch('user'), source: Source, created_at: When, updated_at: When.nullable(),
    last_login_at: When.nullable(),
  }),
  climbs: z.object({
    id: Id, stokt_id: Id.nullable(), face_id: Id, setter_id: Id.nullable(), name: z.string(), holds_list: z.string(),
    mirror_holds_list: Text, grade_font: Text, grade_ircra: z.number().min(0).max(100).nullable().catch(null), feet_rule: Text,
    description: Text, is_private: Flag, is_benchmark: Flag, climbed_by: Count, total_likes: Count, total_comments: Count, source: Source,
    created_at: When, synced_at: When.nullable(), personal_notes: Text, personal_rating: z.int().nullable(), is_project: Flag,
    created_by_id: Id.nullable(), updated_by_id: Id.nullable(), updated_at: When.nullable(),
  }),
  hold_annotations: z.object({
    id: Id, hold_id: z.int(), user_id: Id, grip_type: Text, condition: Text, difficulty: Text, notes: Text, created_at: When,
    updated_at: When.nullable(),
  }),
  id_mappings: z.object({ id: z.int(), entity_type: z.string(), mastoc_id: Id, stokt_id: Id }),
} as const

export type OldTable = keyof typeof OLD_ROWS
type Row<T extends OldTable> = z.output<(typeof OLD_ROWS)[T]>
export type OldGym = Row<'gyms'>
export type OldFace = Row<'faces'>
export type OldHold = Row<'holds'>
export type OldUser = Row<'users'>
export type OldClimb = Row<'climbs'>
export type OldAnnotation = Row<'hold_annotations'>

export interface OldRejection {
  table: OldTable
  id: string
  name: string
  reason: string
}

/** Everything that the Python server's database held at one moment. */
export type OldServer = { [T in Exclude<OldTable, 'id_mappings'>]: Row<T>[] } & { rejected: OldRejection[] }
