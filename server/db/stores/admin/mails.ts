import { and, asc, count, eq, isNotNull, isNull, lt, lte, ne } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

export type StoredMail = Database['t']['mails']['$inferSelect']

export function mailStore(db: Database) {
  const { mails } = db.t
  return {
    /** Queues a letter. If one with the same key is queued already, nothing happens. */
    async queue(mail: Pick<StoredMail, 'id' | 'user_id' | 'kind' | 'key' | 'sealed' | 'expires_at'> & { done_at?: Instant }, now: Instant) {
      await db.insert(mails).values({ ...mail, attempts: 0, created_at: now, due_at: now }).onConflictDoNothing()
    },

    due: (now: Instant, limit: number): Promise<StoredMail[]> =>
      db.select().from(mails).where(and(isNull(mails.done_at), lte(mails.due_at, now))).orderBy(asc(mails.due_at)).limit(limit),

    /** Gives the letter to one of several senders until `until`. */
    async claim({ id, attempts }: Pick<StoredMail, 'id' | 'attempts'>, until: Instant): Promise<boolean> {
      const rows = await db.update(mails).set({ attempts: attempts + 1, due_at: until })
        .where(and(eq(mails.id, id), eq(mails.attempts, attempts), isNull(mails.done_at))).returning({ id: mails.id })
      return rows.length === 1
    },

    /** The letter was sent or given up: its text is erased. */
    async finish(id: string, now: Instant, failure: string | null) {
      await db.update(mails).set({ done_at: now, sealed: '', failure }).where(eq(mails.id, id))
    },

    async postpone(id: string, until: Instant, failure: string) {
      await db.update(mails).set({ due_at: until, failure }).where(eq(mails.id, id))
    },

    /** The stored rows of letters, oldest first. */
    ofUser: (userId: string) =>
      db.select({ kind: mails.kind, created_at: mails.created_at, done_at: mails.done_at }).from(mails)
        .where(eq(mails.user_id, userId)).orderBy(asc(mails.created_at), asc(mails.id)),

    /** The numbers of letters that wait, and of given-up ones that are still remembered. */
    async counts(): Promise<{ waiting: number; failed: number }> {
      const [waiting] = await db.select({ count: count() }).from(mails).where(isNull(mails.done_at))
      const [failed] = await db
        .select({ count: count() })
        .from(mails)
        .where(and(isNotNull(mails.done_at), isNotNull(mails.failure), ne(mails.failure, 'restored')))
      return { waiting: waiting?.count ?? 0, failed: failed?.count ?? 0 }
    },

    async forget(before: Instant) {
      await db.delete(mails).where(lt(mails.done_at, before))
    },
  }
}
