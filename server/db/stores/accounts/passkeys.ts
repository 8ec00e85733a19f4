import { and, asc, count, eq, lt, or, sql } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import { takenAs, type Database } from '../../database'

export type StoredPasskey = Database['t']['passkeys']['$inferSelect']

/** All functions but the reads must be called inside a transaction. */
export function passkeyStore(db: Database) {
  const { passkeys, recoveryCodes, users } = db.t
  const of = (userId: string, id: string) => and(eq(passkeys.id, id), eq(passkeys.user_id, userId))
  /** Locks the person's row, so that of two changes at once the second sees the effect of the first. */
  const lock = (userId: string) => db.update(users).set({ has_second_factor: sql`${users.has_second_factor}` }).where(eq(users.id, userId))

  /** Updates the user's own column, and deletes the codes with the last passkey, because they are no factor by themselves. */
  async function follow(userId: string, now: Instant): Promise<void> {
    const [left] = await db.select({ n: count() }).from(passkeys).where(eq(passkeys.user_id, userId))
    const hasOne = (left?.n ?? 0) > 0
    await db.update(users).set({ has_second_factor: hasOne, updated_at: now }).where(eq(users.id, userId))
    if (!hasOne) await db.delete(recoveryCodes).where(eq(recoveryCodes.user_id, userId))
  }

  return {
    /** The oldest comes first. */
    ofUser: (userId: string): Promise<StoredPasskey[]> =>
      db.select().from(passkeys).where(eq(passkeys.user_id, userId)).orderBy(asc(passkeys.created_at), asc(passkeys.id)),

    async byId(id: string): Promise<StoredPasskey | null> {
      const [passkey] = await db.select().from(passkeys).where(eq(passkeys.id, id))
      return passkey ?? null
    },

    /** @returns the number that the user has now. @throws Refusal `taken` if the credential is known already */
    async insert(passkey: Omit<StoredPasskey, 'last_used_at'>): Promise<number> {
      await lock(passkey.user_id)
      await db.insert(passkeys).values(passkey).catch(takenAs('passkey'))
      await follow(passkey.user_id, passkey.created_at)
      return (await this.ofUser(passkey.user_id)).length
    },

    async rename(userId: string, id: string, name: string): Promise<StoredPasskey | null> {
      const [renamed] = await db.update(passkeys).set({ name }).where(of(userId, id)).returning()
      return renamed ?? null
    },

    /** @returns the removed passkey */
    async remove(userId: string, id: string, now: Instant): Promise<StoredPasskey | null> {
      await lock(userId)
      const [removed] = await db.delete(passkeys).where(of(userId, id)).returning()
      await follow(userId, now)
      return removed ?? null
    },

    /** @returns the number that there were */
    async removeAll(userId: string, now: Instant): Promise<number> {
      await lock(userId)
      const removed = await db.delete(passkeys).where(eq(passkeys.user_id, userId)).returning({ id: passkeys.id })
      await follow(userId, now)
      return removed.length
    },

    /**
     * A counter only grows, or stays 0 if the authenticator does not count. @returns true if it did, and nobody else
     * used it first
     */
    async use(userId: string, id: string, counter: number, now: Instant): Promise<boolean> {
      const grows = or(lt(passkeys.counter, counter), counter === 0 ? eq(passkeys.counter, 0) : undefined)
      const rows = await db
        .update(passkeys)
        .set({ counter, last_used_at: now })
        .where(and(of(userId, id), grows))
        .returning({ id: passkeys.id })
      return rows.length === 1
    },
  }
}
