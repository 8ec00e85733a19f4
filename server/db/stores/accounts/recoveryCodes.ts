import { and, eq, isNull } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

export interface CodesLeft {
  left: number
  /** The number of unused codes; null if there never were any. */
  made_at: Instant | null
}

export function recoveryCodeStore(db: Database) {
  const { recoveryCodes } = db.t
  const good = (userId: string, codeHash: string) =>
    and(eq(recoveryCodes.code_hash, codeHash), eq(recoveryCodes.user_id, userId), isNull(recoveryCodes.used_at))
  return {
    /** Replaces all codes with new ones. */
    async replace(userId: string, codeHashes: readonly string[], now: Instant) {
      await db.delete(recoveryCodes).where(eq(recoveryCodes.user_id, userId))
      await db.insert(recoveryCodes).values(codeHashes.map(code_hash => ({ code_hash, user_id: userId, created_at: now })))
    },

    async leftOf(userId: string): Promise<CodesLeft> {
      const codes = await db
        .select({ created_at: recoveryCodes.created_at, used_at: recoveryCodes.used_at })
        .from(recoveryCodes)
        .where(eq(recoveryCodes.user_id, userId))
      return { left: codes.filter(({ used_at }) => used_at === null).length, made_at: codes[0]?.created_at ?? null }
    },

    async isGood(userId: string, codeHash: string): Promise<boolean> {
      return (await db.select({ code_hash: recoveryCodes.code_hash }).from(recoveryCodes).where(good(userId, codeHash))).length === 1
    },

    /** @returns true if it was valid, and nobody else used it first */
    async use(userId: string, codeHash: string, now: Instant): Promise<boolean> {
      return (
        (
          await db
            .update(recoveryCodes)
            .set({ used_at: now })
            .where(good(userId, codeHash))
            .returning({ code_hash: recoveryCodes.code_hash })
        ).length === 1
      )
    },
  }
}
