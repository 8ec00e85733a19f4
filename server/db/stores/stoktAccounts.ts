import { eq } from 'drizzle-orm'
import { takenAs, type Database } from '../database'

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
    async update(userId: string, values: Partial<StoktAccountValues>): Promise<void> {
      await db.update(stoktAccounts).set(values).where(eq(stoktAccounts.user_id, userId))
    },
    async delete(userId: string): Promise<boolean> {
      return (await db.delete(stoktAccounts).where(eq(stoktAccounts.user_id, userId)).returning({ id: stoktAccounts.user_id })).length === 1
    },
  }
}
