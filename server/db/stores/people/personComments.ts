import { and, count, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { PersonClimb, PersonComment } from '../../../../shared/contract/people'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

type Tables = Database['t']

/** Where others see a climb or comment, or why they do not. */
export const shownState = ({ deleted_at, hidden_at }: Tables['climbs'] | Tables['comments']) =>
  sql<PersonClimb['state']>`CASE WHEN ${deleted_at} IS NOT NULL THEN 'deleted' WHEN ${hidden_at} IS NOT NULL THEN 'hidden' ELSE 'shown' END`

/** Reads the comments of one person, for admins. */
export function personComments(db: Database) {
  const { climbs, comments } = db.t

  return {
    /** Comments on public climbs, also hidden and deleted ones. */
    async publicComments(userId: string, most: number): Promise<{ results: PersonComment[]; count: number }> {
      const where = and(eq(comments.user_id, userId), eq(climbs.is_private, false))
      const { id, climb_id, text, created_at } = comments
      const columns = { id, climb_id, climb_name: climbs.name, face_id: climbs.face_id, text, created_at, state: shownState(comments) }
      const results = await db.select(columns).from(comments).innerJoin(climbs, eq(climbs.id, climb_id)).where(where)
        .orderBy(desc(created_at), desc(id)).limit(most)
      const [total] = await db.select({ n: count() }).from(comments).innerJoin(climbs, eq(climbs.id, climb_id)).where(where)
      return { results, count: total?.n ?? 0 }
    },

    /** The comments on public climbs that the person wrote since, and that are neither hidden nor deleted. */
    async shownCommentIdsSince(userId: string, since: Instant): Promise<string[]> {
      const rows = await db.select({ id: comments.id }).from(comments).innerJoin(climbs, eq(climbs.id, comments.climb_id))
        .where(and(
          eq(comments.user_id, userId), gte(comments.created_at, since), eq(climbs.is_private, false),
          isNull(comments.deleted_at), isNull(comments.hidden_at),
        ))
      return rows.map(({ id }) => id)
    },
  }
}
