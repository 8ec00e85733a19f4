import { and, count, eq, inArray, isNull, or } from 'drizzle-orm'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { userFeed } from '../../../../shared/feedName'
import { shownClimbs } from '../climbs/visibleClimbs'

/** Everything that is tied to a user, for users who leave and for setters who are claimed. */
export function userDataStore(db: Database) {
  const { answers, climbs, documents, documentUpdates, feeds, personalNotes, users } = db.t
  const owned = (userId: string) => or(eq(climbs.created_by_id, userId), eq(climbs.setter_id, userId))

  return {
    climbIds: async (userId: string): Promise<string[]> =>
      (await db.select({ id: climbs.id }).from(climbs).where(owned(userId)).orderBy(climbs.created_at, climbs.id)).map(row => row.id),

    remarkedClimbIds: async (userId: string): Promise<string[]> =>
      (await db.select({ id: personalNotes.climb_id }).from(personalNotes).where(eq(personalNotes.user_id, userId))).map(row => row.id),

    /** The number of climbs of each of the setters. */
    async climbCounts(setterIds: readonly string[]): Promise<Map<string, number>> {
      const rows = await inChunks(setterIds, chunk =>
        db
          .select({ id: climbs.setter_id, n: count() })
          .from(climbs)
          .where(and(inArray(climbs.setter_id, chunk), shownClimbs(db.t)))
          .groupBy(climbs.setter_id),
      )
      return new Map(rows.flatMap(row => (row.id === null ? [] : [[row.id, row.n] as const])))
    },

    /** Private climbs that have no other owner: without this one nobody could see them. */
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

    /** Gives the climbs of one user to another. */
    async moveClimbs(fromId: string, toId: string) {
      await db.update(climbs).set({ setter_id: toId }).where(eq(climbs.setter_id, fromId))
      await db.update(climbs).set({ created_by_id: toId }).where(eq(climbs.created_by_id, fromId))
      await db.update(climbs).set({ updated_by_id: toId }).where(eq(climbs.updated_by_id, fromId))
    },

    /** Deletes the user with everything that is theirs alone. Their texts that others read stay, without a name. */
    async deleteUser(id: string) {
      await db.delete(documents).where(eq(documents.user_id, id))
      await db.update(documentUpdates).set({ user_id: null }).where(eq(documentUpdates.user_id, id))
      await db.delete(feeds).where(eq(feeds.name, userFeed(id)))
      await db.delete(answers).where(eq(answers.actor, `user:${id}`))
      await db.delete(users).where(eq(users.id, id))
    },
  }
}
