import { and, count, eq, inArray, isNull, or } from 'drizzle-orm'
import { inChunks } from '../chunks'
import type { Database } from '../database'
import { userFeed } from '../../../shared/feedName'

/** What is tied to a user: for those who leave, and for setters who become somebody. */
export function belongingStore(db: Database) {
  const { answers, climbs, documents, documentUpdates, feeds, personals, users } = db.t
  const owned = (userId: string) => or(eq(climbs.created_by_id, userId), eq(climbs.setter_id, userId))

  return {
    climbIds: async (userId: string): Promise<string[]> =>
      (await db.select({ id: climbs.id }).from(climbs).where(owned(userId)).orderBy(climbs.created_at, climbs.id)).map(row => row.id),

    remarkedClimbIds: async (userId: string): Promise<string[]> =>
      (await db.select({ id: personals.climb_id }).from(personals).where(eq(personals.user_id, userId))).map(row => row.id),

    /** How many climbs each of the setters has. */
    async climbCounts(setterIds: readonly string[]): Promise<Map<string, number>> {
      const rows = await inChunks(setterIds, chunk =>
        db
          .select({ id: climbs.setter_id, n: count() })
          .from(climbs)
          .where(and(inArray(climbs.setter_id, chunk), isNull(climbs.deleted_at)))
          .groupBy(climbs.setter_id),
      )
      return new Map(rows.flatMap(row => (row.id === null ? [] : [[row.id, row.n] as const])))
    },

    /** Private climbs of which nobody else is an owner: without this one nobody could see them. */
    ownPrivateClimbIds: async (userId: string): Promise<string[]> => {
      const mineOrNobodys = (column: typeof climbs.setter_id | typeof climbs.created_by_id) => or(isNull(column), eq(column, userId))
      return (
        await db
          .select({ id: climbs.id })
          .from(climbs)
          .where(and(eq(climbs.is_private, true), owned(userId), mineOrNobodys(climbs.created_by_id), mineOrNobodys(climbs.setter_id)))
      ).map(row => row.id)
    },

    async deleteClimbs(ids: readonly string[]) {
      await inChunks(ids, chunk => db.delete(climbs).where(inArray(climbs.id, chunk)).returning({ id: climbs.id }))
    },

    /** The climbs of one become another's. */
    async moveClimbs(fromId: string, toId: string) {
      await db.update(climbs).set({ setter_id: toId }).where(eq(climbs.setter_id, fromId))
      await db.update(climbs).set({ created_by_id: toId }).where(eq(climbs.created_by_id, fromId))
      await db.update(climbs).set({ updated_by_id: toId }).where(eq(climbs.updated_by_id, fromId))
    },

    /** The user with everything that is theirs alone; what others read of them stays, without a name. */
    async deleteUser(id: string) {
      await db.delete(documents).where(eq(documents.user_id, id))
      await db.update(documentUpdates).set({ user_id: null }).where(eq(documentUpdates.user_id, id))
      await db.delete(feeds).where(eq(feeds.name, userFeed(id)))
      await db.delete(answers).where(eq(answers.actor, `user:${id}`))
      await db.delete(users).where(eq(users.id, id))
    },
  }
}
