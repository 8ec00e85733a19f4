import { and, eq, isNull, lt, min } from 'drizzle-orm'
import type { Instant } from '../../../shared/model/instant'
import type { Database } from '../database'

export type StoredToken = Database['t']['refreshTokens']['$inferSelect']

export function tokenStore(db: Database) {
  const { refreshTokens } = db.t
  return {
    async byHash(hash: string): Promise<StoredToken | null> {
      const [token] = await db.select().from(refreshTokens).where(eq(refreshTokens.token_hash, hash))
      return token ?? null
    },

    async insert(token: Database['t']['refreshTokens']['$inferInsert']) {
      await db.insert(refreshTokens).values(token)
    },

    /** @returns whether it was unused until now */
    async markUsed(hash: string, now: Instant): Promise<boolean> {
      const rows = await db.update(refreshTokens).set({ used_at: now })
        .where(and(eq(refreshTokens.token_hash, hash), isNull(refreshTokens.used_at))).returning()
      return rows.length === 1
    },

    /** When a token that was traded for this one was first traded in itself. */
    async firstUseOfSuccessor(hash: string): Promise<Instant | null> {
      const [row] = await db.select({ at: min(refreshTokens.used_at) }).from(refreshTokens).where(eq(refreshTokens.parent_hash, hash))
      return row?.at ?? null
    },

    async forget(now: Instant) {
      await db.delete(refreshTokens).where(lt(refreshTokens.family_expires_at, now))
    },
  }
}
