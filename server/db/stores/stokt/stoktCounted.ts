import { and, eq, inArray } from 'drizzle-orm'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

type Counted = Database['t']['stoktCounted']['$inferInsert']

/** Whom Stokt counts among those who sent or like a climb: we do not count them a second time. */
export function stoktCountedStore(db: Database) {
  const { stoktCounted } = db.t
  const ofUser = (userId: string, what: Counted['what']) => and(eq(stoktCounted.user_id, userId), eq(stoktCounted.what, what))

  return {
    async climbIds(userId: string, what: Counted['what']): Promise<Set<string>> {
      const found = await db.select({ id: stoktCounted.climb_id }).from(stoktCounted).where(ofUser(userId, what))
      return new Set(found.map(({ id }) => id))
    },
    async put(counted: Counted): Promise<void> {
      await db.insert(stoktCounted).values(counted).onConflictDoNothing()
    },
    async delete(userId: string, what: Counted['what'], climbIds: readonly string[]): Promise<void> {
      await inChunks(climbIds, chunk => db.delete(stoktCounted).where(and(ofUser(userId, what), inArray(stoktCounted.climb_id, chunk)))
        .returning({ id: stoktCounted.climb_id }))
    },
  }
}
