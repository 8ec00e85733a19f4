import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import { takenAs, type Database } from '../../database'

export type StoktAccountValues = Database['t']['stoktAccounts']['$inferInsert']
export type StoredStoktAccount = Database['t']['stoktAccounts']['$inferSelect']

/** The accounts in Stokt that people linked to theirs. */
export function stoktAccountStore(db: Database) {
  const { stoktAccounts } = db.t
  return {
    async ofUser(userId: string): Promise<StoredStoktAccount | null> {
      return (await db.select().from(stoktAccounts).where(eq(stoktAccounts.user_id, userId)))[0] ?? null
    },
    /** @throws Refusal `taken` if another user linked this account */
    async put(values: StoktAccountValues): Promise<void> {
      await db.insert(stoktAccounts).values(values).onConflictDoUpdate({ target: stoktAccounts.user_id, set: values })
        .catch(takenAs('stokt_id'))
    },
    /** An account whose person's sends, likes and bookmarks are to be brought over now: first of those who wait for it. */
    async toBring(now: Instant): Promise<StoredStoktAccount | null> {
      const [account] = await db.select().from(stoktAccounts)
        .where(and(isNull(stoktAccounts.broken_at), lte(stoktAccounts.bring_at, now)))
        .orderBy(sql`CASE WHEN ${stoktAccounts.brought} IS NULL THEN 0 ELSE 1 END`, asc(stoktAccounts.bring_at), asc(stoktAccounts.user_id))
        .limit(1)
      return account ?? null
    },
    /** Nothing changes if the person linked their account again meanwhile. */
    async update({ user_id, sealed }: Pick<StoredStoktAccount, 'user_id' | 'sealed'>, values: Partial<StoktAccountValues>): Promise<void> {
      await db.update(stoktAccounts).set(values).where(and(eq(stoktAccounts.user_id, user_id), eq(stoktAccounts.sealed, sealed)))
    },
    async delete(userId: string): Promise<boolean> {
      return (await db.delete(stoktAccounts).where(eq(stoktAccounts.user_id, userId)).returning({ id: stoktAccounts.user_id })).length === 1
    },
  }
}
