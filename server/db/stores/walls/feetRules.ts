import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

interface Rename {
  from: string
  to: string
}

export function feetRuleStore(db: Database) {
  const { climbs } = db.t
  return {
    /** Lists the climbs of a face with this rule, also those that are private, hidden or in the bin. */
    async climbsWith(faceId: string, rule: string): Promise<string[]> {
      const rows = await db.select({ id: climbs.id }).from(climbs).where(and(eq(climbs.face_id, faceId), eq(climbs.feet_rule, rule)))
      return rows.map(({ id }) => id)
    },

    /** Gives those of the climbs that still have the one rule the other. @returns their ids */
    rename: (ids: readonly string[], { from, to }: Rename, now: Instant): Promise<string[]> =>
      inChunks(ids, async (chunk) => {
        const changed = await db
          .update(climbs)
          .set({ feet_rule: to, updated_at: sql`case when ${climbs.updated_at} < ${now} then ${now} else ${climbs.updated_at} end` })
          .where(and(inArray(climbs.id, chunk), eq(climbs.feet_rule, from)))
          .returning({ id: climbs.id })
        return changed.map(({ id }) => id)
      }),
  }
}
