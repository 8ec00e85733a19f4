import { and, asc, eq, inArray, isNull, lt } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

export type StoredToken = Database['t']['refreshTokens']['$inferSelect']
export type FamilyToken = Pick<StoredToken, 'token_hash' | 'parent_hash' | 'used_at'>

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

    /** @returns true if it was unused until now */
    async markUsed(hash: string, now: Instant): Promise<boolean> {
      const rows = await db.update(refreshTokens).set({ used_at: now })
        .where(and(eq(refreshTokens.token_hash, hash), isNull(refreshTokens.used_at))).returning()
      return rows.length === 1
    },

    /** All tokens of a session, oldest first. */
    family: (familyId: string): Promise<FamilyToken[]> =>
      db.select({ token_hash: refreshTokens.token_hash, parent_hash: refreshTokens.parent_hash, used_at: refreshTokens.used_at })
        .from(refreshTokens)
        .where(eq(refreshTokens.family_id, familyId))
        .orderBy(asc(refreshTokens.created_at), asc(refreshTokens.used_at)),

    async forgetOlder(tokens: readonly Pick<StoredToken, 'token_hash'>[]) {
      await db.delete(refreshTokens).where(inArray(refreshTokens.token_hash, tokens.map(token => token.token_hash)))
    },

    async forget(now: Instant) {
      await db.delete(refreshTokens).where(lt(refreshTokens.family_expires_at, now))
    },
  }
}
