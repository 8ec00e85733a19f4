import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'


export function resetStore(db: Database) {
  const { passwordResets } = db.t
  const living = (now: Instant) => and(isNull(passwordResets.used_at), gt(passwordResets.expires_at, now))
  return {
    /** The newest link voids the older ones. */
    async replace(reset: { token_hash: string; user_id: string | null; expires_at: Instant }, now: Instant) {
      await db.update(passwordResets).set({ used_at: now }).where(and(eq(passwordResets.user_id, reset.user_id ?? ''), living(now)))
      await db.insert(passwordResets).values({ ...reset, created_at: now })
    },

    async userOf(tokenHash: string, now: Instant): Promise<string | null> {
      const [reset] = await db.select().from(passwordResets).where(and(eq(passwordResets.token_hash, tokenHash), living(now)))
      return reset?.user_id ?? null
    },

    /** @returns true if it was valid, and nobody else used it first */
    async use(tokenHash: string, now: Instant): Promise<boolean> {
      const rows = await db
        .update(passwordResets)
        .set({ used_at: now })
        .where(and(eq(passwordResets.token_hash, tokenHash), living(now)))
        .returning({ of: passwordResets.user_id })
      return rows.length === 1
    },

    /** After a change of the password no older link may change it again. */
    async endAll(userId: string, now: Instant) {
      await db.update(passwordResets).set({ used_at: now }).where(and(eq(passwordResets.user_id, userId), living(now)))
    },

    async forget(before: Instant) {
      await db.delete(passwordResets).where(lt(passwordResets.expires_at, before))
    },
  }
}
