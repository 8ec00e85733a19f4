import { and, asc, eq, inArray, isNotNull, notInArray } from 'drizzle-orm'
import type { GradeOpinion } from '../../../../shared/model/gradeOpinion'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { lockedRows } from '../../lockedRows'
import { countOwn, opinionsOf } from '../climbs/climbCounts'
import { publicClimbs } from '../climbs/visibleClimbs'

/** What follows for climbs from what people did with them, and all that one person did. */
export function logbookStore(db: Database) {
  const { ascents, climbs, likes } = db.t

  return {
    /** Locks the climbs until the transaction ends, so that two people who like one at the same moment both count. */
    async lockClimbs(ids: readonly string[]): Promise<void> {
      await inChunks([...new Set(ids)].sort(), (chunk) => {
        const query = db.select({ id: climbs.id }).from(climbs).where(inArray(climbs.id, chunk)).orderBy(asc(climbs.id))
        return lockedRows(db, query, { strength: 'no key update', of: climbs })
      })
    },

    /** [LIKE-2] [SEND-3] [OPINION-1] Counts the climbs anew from the likes and sends, and grades them. */
    count: (climbIds: readonly string[]): Promise<void> => countOwn(db, climbIds),

    /** The grades of public climbs that senders graded, for the feeds of the walls. */
    async opinions(climbIds: readonly string[]): Promise<(GradeOpinion & { face_id: string })[]> {
      const graded = await inChunks(climbIds, chunk =>
        db.select({ id: climbs.id, face_id: climbs.face_id, grade_ircra: climbs.grade_ircra }).from(climbs)
          .where(and(publicClimbs(db.t), isNotNull(climbs.opinion_ircra), inArray(climbs.id, chunk))))
      const opinions = await opinionsOf(db, graded)
      return graded.flatMap(({ id, face_id }) => {
        const opinion = opinions.get(id)
        return opinion ? [{ face_id, climb_id: id, ...opinion }] : []
      })
    },

    /** The climbs that this person likes or sent. */
    async climbIdsOf(userId: string): Promise<string[]> {
      const liked = await db.select({ id: likes.climb_id }).from(likes).where(eq(likes.user_id, userId))
      const sent = await db.selectDistinct({ id: ascents.climb_id }).from(ascents).where(eq(ascents.user_id, userId))
      return [...new Set([...liked, ...sent].map(({ id }) => id))].sort()
    },

    /** Gives one person's likes and sends to another, who may like some of the climbs already. */
    async move(fromId: string, toId: string): Promise<void> {
      await db.update(ascents).set({ user_id: toId }).where(eq(ascents.user_id, fromId))
      const theirs = db.select({ id: likes.climb_id }).from(likes).where(eq(likes.user_id, toId))
      await db.update(likes).set({ user_id: toId }).where(and(eq(likes.user_id, fromId), notInArray(likes.climb_id, theirs)))
      await db.delete(likes).where(eq(likes.user_id, fromId))
    },
    async forget(userId: string): Promise<void> {
      await db.delete(likes).where(eq(likes.user_id, userId))
      await db.delete(ascents).where(eq(ascents.user_id, userId))
    },
  }
}
