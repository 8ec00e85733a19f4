import { and, eq, gt, lt, lte, sql } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

export interface Rate {
  points: number
  ends_at: Instant
}

/** Counters that all nodes share. */
export function rateStore(db: Database) {
  const { rates } = db.t
  return {
    async get(key: string, now: Instant): Promise<Rate | null> {
      const [rate] = await db
        .select({ points: rates.points, ends_at: rates.ends_at })
        .from(rates)
        .where(and(eq(rates.key, key), gt(rates.ends_at, now)))
      return rate ?? null
    },

    /** Counts one more; an expired counter begins again. One statement does it, so that none is lost. */
    async add(key: string, endsAt: Instant, now: Instant): Promise<Rate> {
      const isOver = sql`${rates.ends_at} <= ${now}`
      const [rate] = await db.insert(rates).values({ key, points: 1, ends_at: endsAt }).onConflictDoUpdate({
        target: rates.key,
        set: {
          points: sql`CASE WHEN ${isOver} THEN 1 ELSE ${rates.points} + 1 END`,
          ends_at: sql`CASE WHEN ${isOver} THEN ${endsAt} ELSE ${rates.ends_at} END`,
        },
      }).returning({ points: rates.points, ends_at: rates.ends_at })
      return rate ?? { points: 1, ends_at: endsAt }
    },

    /** Writes the state of a counter, unless it was counted since it was read. @returns true if it was written */
    async replace(key: string, seen: Rate | null, next: Rate, now: Instant): Promise<boolean> {
      const rows = seen
        ? await db
            .update(rates)
            .set(next)
            .where(and(eq(rates.key, key), eq(rates.points, seen.points), eq(rates.ends_at, seen.ends_at)))
            .returning({ key: rates.key })
        : await db
            .insert(rates)
            .values({ key, ...next })
            .onConflictDoUpdate({ target: rates.key, set: next, setWhere: lte(rates.ends_at, now) })
            .returning({ key: rates.key })
      return rows.length === 1
    },

    /** Counts one less. */
    async takeBack(key: string) {
      await db.update(rates).set({ points: sql`${rates.points} - 1` }).where(and(eq(rates.key, key), gt(rates.points, 0)))
    },

    async clear(key: string) {
      await db.delete(rates).where(eq(rates.key, key))
    },

    async forget(now: Instant) {
      await db.delete(rates).where(lt(rates.ends_at, now))
    },
  }
}
