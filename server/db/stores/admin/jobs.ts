import { and, eq } from 'drizzle-orm'
import { NEVER, type Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

export function jobStore(db: Database) {
  const { jobs } = db.t
  return {
    /** Gives the job to one of several nodes, if it last ran before `ranBefore`; the others get null. */
    async claim(name: string, now: Instant, ranBefore: Instant): Promise<{ lastRan: Instant | null } | null> {
      await db.insert(jobs).values({ name, ran_at: NEVER }).onConflictDoNothing()
      const [job] = await db.select({ ran_at: jobs.ran_at }).from(jobs).where(eq(jobs.name, name))
      if (!job || job.ran_at > ranBefore) return null
      const won = await db
        .update(jobs)
        .set({ ran_at: now })
        .where(and(eq(jobs.name, name), eq(jobs.ran_at, job.ran_at)))
        .returning({ name: jobs.name })
      return won.length === 0 ? null : { lastRan: job.ran_at === NEVER ? null : job.ran_at }
    },

    async succeeded(name: string, now: Instant): Promise<void> {
      await db.update(jobs).set({ succeeded_at: now }).where(eq(jobs.name, name))
    },

    /** The times at which each job last began, and was last done to its end; empty if it never was. */
    list: (): Promise<{ name: string; ran_at: Instant; succeeded_at: Instant }[]> => db.select().from(jobs),

    /** The run that was claimed at `ranAt` failed. */
    async giveBack(name: string, ranAt: Instant, lastRan: Instant | null): Promise<void> {
      await db
        .update(jobs)
        .set({ ran_at: lastRan ?? NEVER })
        .where(and(eq(jobs.name, name), eq(jobs.ran_at, ranAt)))
    },
  }
}
