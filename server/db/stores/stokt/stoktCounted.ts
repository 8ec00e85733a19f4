import { and, eq, inArray } from 'drizzle-orm'
import { chunksOf, inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

type Counted = Database['t']['stoktCounted']['$inferInsert']

/** What came over from Stokt of people's acts on climbs. Whoever likes or sent a climb there is not counted here a second time. */
export function stoktCountedStore(db: Database) {
  const { stoktCounted } = db.t
  const ofUser = (userId: string, what: Counted['what']) => and(eq(stoktCounted.user_id, userId), eq(stoktCounted.what, what))

  return {
    async climbIds(userId: string, what: Counted['what']): Promise<Set<string>> {
      const found = await db.select({ id: stoktCounted.climb_id }).from(stoktCounted).where(ofUser(userId, what))
      return new Set(found.map(({ id }) => id))
    },
    async put(...counted: Counted[]): Promise<void> {
      for (const chunk of chunksOf(counted)) await db.insert(stoktCounted).values(chunk).onConflictDoNothing()
    },
    async delete(userId: string, what: Counted['what'], climbIds: readonly string[]): Promise<void> {
      await inChunks(climbIds, chunk => db.delete(stoktCounted).where(and(ofUser(userId, what), inArray(stoktCounted.climb_id, chunk)))
        .returning({ id: stoktCounted.climb_id }))
    },
  }
}
