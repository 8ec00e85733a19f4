import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Away } from '../../../../shared/rules/bin'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { lockedRows } from '../../lockedRows'
import { commentReads } from './commentReads'

export type { StoredComment } from './commentReads'
type NewComment = Database['t']['comments']['$inferInsert']

export function commentStore(db: Database) {
  const { climbs, comments } = db.t

  return {
    ...commentReads(db),

    /** @returns false if there is one with this id */
    async insert(comment: NewComment): Promise<boolean> {
      return (await db.insert(comments).values(comment).onConflictDoNothing().returning({ id: comments.id })).length === 1
    },

    async setText(id: string, values: { text: string; updated_at: Instant }): Promise<void> {
      await db.update(comments).set(values).where(eq(comments.id, id))
    },

    async set(ids: readonly string[], values: Partial<Away>): Promise<void> {
      await inChunks(ids, chunk => db.update(comments).set(values).where(inArray(comments.id, chunk)).returning({ id: comments.id }))
    },

    /** Counts the shown comments on each of the climbs anew. */
    async recount(climbIds: readonly string[]): Promise<void> {
      await inChunks([...new Set(climbIds)].sort(), async (chunk) => {
        // The locks come first, so that the count also sees what others wrote and committed meanwhile. Every new comment holds the key of
        // its climb: a lock that includes the key would let two writers wait for each other.
        const query = db.select({ id: climbs.id }).from(climbs).where(inArray(climbs.id, chunk)).orderBy(asc(climbs.id))
        await lockedRows(db, query, { strength: 'no key update', of: climbs })
        const shown = sql<number>`(SELECT count(*) FROM ${comments} WHERE ${comments.climb_id} = ${climbs.id}
          AND ${comments.deleted_at} IS NULL AND ${comments.hidden_at} IS NULL)`
        return db.update(climbs).set({ own_comments: shown }).where(inArray(climbs.id, chunk)).returning({ id: climbs.id })
      })
    },

    /** Gives the comments of one user to another. */
    async move(fromId: string, toId: string): Promise<void> {
      await db.update(comments).set({ user_id: toId }).where(eq(comments.user_id, fromId))
    },

    /** Deletes comments for good, unless somebody restored them meanwhile. */
    async purge(ids: readonly string[]): Promise<void> {
      await inChunks(ids, chunk => db.delete(comments).where(and(inArray(comments.id, chunk), isNotNull(comments.deleted_at)))
        .returning({ id: comments.id }))
    },

    async deleteBy(userId: string): Promise<void> {
      await db.delete(comments).where(eq(comments.user_id, userId))
    },
  }
}
