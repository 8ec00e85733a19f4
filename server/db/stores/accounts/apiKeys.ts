import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

export type StoredApiKey = Database['t']['apiKeys']['$inferSelect']

export function apiKeyStore(db: Database) {
  const { apiKeys } = db.t
  return {
    /** Lists all keys, also those that have ended. */
    list: (): Promise<StoredApiKey[]> => db.select().from(apiKeys).orderBy(desc(apiKeys.created_at), desc(apiKeys.id)),

    async byHash(hash: string): Promise<StoredApiKey | null> {
      const [key] = await db.select().from(apiKeys).where(and(eq(apiKeys.key_hash, hash), isNull(apiKeys.ended_at)))
      return key ?? null
    },

    /** Lists the keys that have not ended. */
    current: (): Promise<StoredApiKey[]> => db.select().from(apiKeys).where(isNull(apiKeys.ended_at)),

    async insert(key: Database['t']['apiKeys']['$inferInsert']) {
      await db.insert(apiKeys).values(key)
    },

    async markUsed(id: string, now: Instant) {
      await db.update(apiKeys).set({ last_used_at: now }).where(eq(apiKeys.id, id))
    },

    /** @returns true if there was one that had not ended */
    async end(id: string, now: Instant): Promise<boolean> {
      return (
        (
          await db
            .update(apiKeys)
            .set({ ended_at: now })
            .where(and(eq(apiKeys.id, id), isNull(apiKeys.ended_at)))
            .returning({ id: apiKeys.id })
        ).length > 0
      )
    },
  }
}
