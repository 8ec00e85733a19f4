import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Instant } from '../../../shared/model/instant'
import type { Database } from '../database'

export interface Rate {
  points: number
  ends_at: Instant
}

/** Counters that all nodes share. */
export function rateStore(db: Database) {
  const { rates } = db.t
  return {
    async get(key: string, now: Instant): Promise<Rate | null> {
      const [rate] = await db.select({ points: rates.points, ends_at: rates.ends_at }).from(rates).where(and(eq(rates.key, key), gt(rates.ends_at, now)))
      return rate ?? null
    },

    /** Counts one more; a counter whose time is over begins again. One statement, so that none is lost. With `extends` the end moves each time. */
    async add(key: string, endsAt: Instant, now: Instant, end: 'stays' | 'extends' = 'stays'): Promise<Rate> {
      const isOver = sql`${rates.ends_at} <= ${now}`
      const [rate] = await db.insert(rates).values({ key, points: 1, ends_at: endsAt }).onConflictDoUpdate({
        target: rates.key,
        set: {
          points: sql`CASE WHEN ${isOver} THEN 1 ELSE ${rates.points} + 1 END`,
          ends_at: end === 'extends' ? endsAt : sql`CASE WHEN ${isOver} THEN ${endsAt} ELSE ${rates.ends_at} END`,
        },
      }).returning({ points: rates.points, ends_at: rates.ends_at })
      return rate ?? { points: 1, ends_at: endsAt }
    },

    async clear(key: string) {
      await db.delete(rates).where(eq(rates.key, key))
    },

    async forget(now: Instant) {
      await db.delete(rates).where(lt(rates.ends_at, now))
    },
  }
}
