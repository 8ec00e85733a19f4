import { and, count, eq, inArray } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { LikeCount, OwnLike } from '../../../../shared/model/like'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { isNotCounted } from '../climbs/climbCounts'
import { publicClimbs } from '../climbs/visibleClimbs'

/** Which climbs people like. */
export function likeStore(db: Database) {
  const { climbs, likes } = db.t
  const likedBy = (userId: string, climbId: string) => and(eq(likes.user_id, userId), eq(likes.climb_id, climbId))
  const own = { climb_id: likes.climb_id, created_at: likes.created_at }

  return {
    /** @returns false if they like it already */
    async put(userId: string, climbId: string, now: Instant): Promise<boolean> {
      const like = { user_id: userId, climb_id: climbId, created_at: now }
      return (await db.insert(likes).values(like).onConflictDoNothing().returning({ id: likes.climb_id })).length === 1
    },
    /** @returns false if they did not like it */
    async delete(userId: string, climbId: string): Promise<boolean> {
      return (await db.delete(likes).where(likedBy(userId, climbId)).returning({ id: likes.climb_id })).length === 1
    },
    allOf: async (userId: string): Promise<OwnLike[]> =>
      db.select(own).from(likes).where(eq(likes.user_id, userId)).orderBy(likes.created_at, likes.climb_id),
    of: (userId: string, climbIds: readonly string[]): Promise<OwnLike[]> => inChunks(climbIds, chunk =>
      db.select(own).from(likes).where(and(eq(likes.user_id, userId), inArray(likes.climb_id, chunk)))),
    /**
     * How many people like each of these public climbs of the face. They are named by their own ids, or PostgreSQL reads
     * the whole face for each like.
     */
    counts: (faceId: string, climbIds: readonly string[]): Promise<LikeCount[]> => inChunks(climbIds, chunk =>
      db.select({ climb_id: likes.climb_id, count: count() }).from(likes).innerJoin(climbs, eq(climbs.id, likes.climb_id))
        .where(and(publicClimbs(db.t), eq(climbs.face_id, faceId), inArray(climbs.id, chunk), isNotCounted(db.t, 'like', likes)))
        .groupBy(likes.climb_id)),
    /** The people who like these climbs. */
    on: (climbIds: readonly string[]): Promise<{ user_id: string; climb_id: string; face_id: string }[]> => inChunks(climbIds, chunk =>
      db.select({ user_id: likes.user_id, climb_id: likes.climb_id, face_id: climbs.face_id }).from(likes)
        .innerJoin(climbs, eq(climbs.id, likes.climb_id)).where(inArray(likes.climb_id, chunk))),
  }
}
