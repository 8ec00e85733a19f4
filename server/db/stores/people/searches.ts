import { asc, count, eq, inArray } from 'drizzle-orm'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

export type StoredSearch = Database['t']['searches']['$inferSelect']

/** The searches that people keep under a name. */
export function searchStore(db: Database) {
  const { searches } = db.t

  return {
    byIds: (ids: readonly string[]): Promise<StoredSearch[]> =>
      inChunks(ids, chunk => db.select().from(searches).where(inArray(searches.id, chunk))),
    allOf: async (userId: string): Promise<StoredSearch[]> =>
      db.select().from(searches).where(eq(searches.user_id, userId)).orderBy(asc(searches.name), asc(searches.id)),
    countOf: async (userId: string): Promise<number> =>
      (await db.select({ n: count() }).from(searches).where(eq(searches.user_id, userId)))[0]?.n ?? 0,
    /** @returns false if there is one with this id */
    async insert(search: StoredSearch): Promise<boolean> {
      return (await db.insert(searches).values(search).onConflictDoNothing().returning({ id: searches.id })).length === 1
    },
    async update(id: string, values: Partial<Pick<StoredSearch, 'name' | 'seen_at'>>): Promise<void> {
      await db.update(searches).set(values).where(eq(searches.id, id))
    },
    async delete(id: string): Promise<void> {
      await db.delete(searches).where(eq(searches.id, id))
    },
  }
}
