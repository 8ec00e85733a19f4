import { and, count, desc, eq, gt, lt, max, ne } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

export type StoredFailure = Database['t']['failures']['$inferSelect']

/** The part of a row that counts failures beyond those with rows of their own; its message is their number. */
export const LEFT_OUT = 'left_out'

interface FailureKind {
  part: string
  message: string
  count: number
  last_at: Instant
}

export function failureStore(db: Database) {
  const { failures } = db.t
  return {
    async insert(rows: readonly StoredFailure[]): Promise<void> {
      await db.insert(failures).values([...rows])
    },

    /** Failures of one kind together, the latest first; `count` is the number of all. */
    async since(moment: Instant, most: number): Promise<{ count: number; results: FailureKind[] }> {
      const isOwn = and(gt(failures.at, moment), ne(failures.part, LEFT_OUT))
      const last = max(failures.at)
      const groups = await db.select({ part: failures.part, message: failures.message, count: count(), last_at: last })
        .from(failures).where(isOwn).groupBy(failures.part, failures.message).orderBy(desc(last)).limit(most)
      const [own] = await db.select({ count: count() }).from(failures).where(isOwn)
      const beyond = await db.select({ message: failures.message }).from(failures)
        .where(and(gt(failures.at, moment), eq(failures.part, LEFT_OUT)))
      return {
        count: beyond.reduce((sum, { message }) => sum + Number(message), own?.count ?? 0),
        results: groups.flatMap(({ last_at, ...group }) => (last_at === null ? [] : [{ ...group, last_at }])),
      }
    },

    async forget(before: Instant): Promise<void> {
      await db.delete(failures).where(lt(failures.at, before))
    },
  }
}
