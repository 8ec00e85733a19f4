import { sql } from 'drizzle-orm'
import type { Database } from '../database'

/** The id that an import or a key gave, otherwise the one that the owner claims. */
const stoktIdShown = ({ climbs }: Database['t']) => sql<string | null>`coalesce(${climbs.stokt_id}, ${climbs.stokt_claim})`

/** The columns of a climb as it stands in feeds. Its setter is joined, and has no name while the account waits for deletion. */
export const climbRowColumns = (t: Database['t'], { climbs, users } = t) => ({
  id: climbs.id, stokt_id: stoktIdShown(t).as('stokt_id_shown'), face_id: climbs.face_id, setter_id: climbs.setter_id,
  setter_name: sql<string | null>`case when ${users.deletes_at} is null then ${users.full_name} end`.as('setter_name_shown'),
  name: climbs.name, holds_list: climbs.holds_list, grade_font: climbs.grade_font, grade_ircra: climbs.grade_ircra,
  feet_rule: climbs.feet_rule, description: climbs.description, is_private: climbs.is_private, is_benchmark: climbs.is_benchmark,
  climbed_by: climbs.climbed_by, total_likes: climbs.total_likes, total_comments: climbs.total_comments, source: climbs.source,
  created_by_id: climbs.created_by_id, created_at: climbs.created_at, updated_at: climbs.updated_at, synced_at: climbs.synced_at,
})
