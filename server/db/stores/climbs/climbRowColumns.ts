import { sql } from 'drizzle-orm'
import type { Database } from '../../database'

/** The id that an import or a key gave, otherwise the one that the owner claims. */
const stoktIdShown = ({ climbs }: Database['t']) => sql<string | null>`coalesce(${climbs.stokt_id}, ${climbs.stokt_claim})`

/** [OPINION-1] The grade that people see, in IRCRA. */
export const shownIrcra = ({ climbs }: Database['t']) => sql<number | null>`coalesce(${climbs.opinion_ircra}, ${climbs.grade_ircra})`
export const sendersSum = ({ climbs }: Database['t']) => sql<number>`${climbs.climbed_by} + ${climbs.own_senders}`
export const likesSum = ({ climbs }: Database['t']) => sql<number>`${climbs.total_likes} + ${climbs.own_likes}`

/** [LIKE-2] What Stokt counts and what people did here, together. */
const climbSums = (t: Database['t']) => ({
  climbed_by: sendersSum(t).as('senders_sum'),
  total_likes: likesSum(t).as('likes_sum'),
  total_comments: sql<number>`${t.climbs.total_comments} + ${t.climbs.own_comments}`.as('comments_sum'),
})

/** The columns of a climb as it stands in feeds. Its setter is joined, and has no name while the account waits for deletion. */
export const climbRowColumns = (t: Database['t'], { climbs, users } = t) => ({
  id: climbs.id, stokt_id: stoktIdShown(t).as('stokt_id_shown'), face_id: climbs.face_id, setter_id: climbs.setter_id,
  setter_name: sql<string | null>`case when ${users.deletes_at} is null then ${users.full_name} end`.as('setter_name_shown'),
  name: climbs.name, holds_list: climbs.holds_list, grade_font: climbs.grade_font, grade_ircra: climbs.grade_ircra,
  feet_rule: climbs.feet_rule, description: climbs.description, is_private: climbs.is_private, is_benchmark: climbs.is_benchmark,
  ...climbSums(t), source: climbs.source, tags: climbs.tags, circuit: climbs.circuit,
  shown_grade_font: sql<string | null>`coalesce(${climbs.opinion_font}, ${climbs.grade_font})`.as('shown_grade_font'),
  shown_grade_ircra: shownIrcra(t).as('shown_grade_ircra'), grade_opinions: climbs.grade_opinions,
  created_by_id: climbs.created_by_id, created_at: climbs.created_at, updated_at: climbs.updated_at, synced_at: climbs.synced_at,
})
