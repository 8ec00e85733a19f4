import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

/** Links that prove an address. */
export function confirmationStore(db: Database) {
  const { emailConfirmations } = db.t
  const living = (now: Instant) => and(isNull(emailConfirmations.used_at), gt(emailConfirmations.expires_at, now))
  return {
    /** The newest link voids the older ones. */
    async replace(link: { token_hash: string; user_id: string; email: string; expires_at: Instant }, now: Instant) {
      await this.endAll(link.user_id, now)
      await db.insert(emailConfirmations).values({ ...link, created_at: now })
    },

    /** @returns the user and address that it proves; null if it is not valid any more, or somebody used it first */
    async use(tokenHash: string, now: Instant): Promise<{ user_id: string; email: string } | null> {
      const [used] = await db
        .update(emailConfirmations)
        .set({ used_at: now })
        .where(and(eq(emailConfirmations.token_hash, tokenHash), living(now)))
        .returning({ user_id: emailConfirmations.user_id, email: emailConfirmations.email })
      return used ?? null
    },

    /** The user and address of the link, also once it is used or too old. */
    async byHash(tokenHash: string): Promise<{ user_id: string; email: string } | null> {
      const [link] = await db.select({ user_id: emailConfirmations.user_id, email: emailConfirmations.email }).from(emailConfirmations)
        .where(eq(emailConfirmations.token_hash, tokenHash))
      return link ?? null
    },

    async endAll(userId: string, now: Instant) {
      await db.update(emailConfirmations).set({ used_at: now }).where(and(eq(emailConfirmations.user_id, userId), living(now)))
    },

    async forget(before: Instant) {
      await db.delete(emailConfirmations).where(lt(emailConfirmations.expires_at, before))
    },
  }
}
