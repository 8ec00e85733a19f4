import { and, eq, gt, inArray, lt, or, sql } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

/** The owner of an idempotency key, and the key. */
export interface AnswerKey {
  actor: string
  key: string
}
export interface StoredAnswer {
  request_hash: string
  sealed: string
}

export function answerStore(db: Database) {
  const { answers } = db.t
  return {
    async get({ actor, key }: AnswerKey): Promise<StoredAnswer | null> {
      const [row] = await db
        .select({ request_hash: answers.request_hash, sealed: answers.sealed })
        .from(answers)
        .where(and(eq(answers.actor, actor), eq(answers.key, key)))
      return row ?? null
    },

    /** Waits for another transaction that keeps one under the same key. @returns false if there is one */
    async keep(at: AnswerKey, answer: StoredAnswer, now: Instant): Promise<boolean> {
      const kept = await db
        .insert(answers)
        .values({ ...at, ...answer, created_at: now, bytes: answer.sealed.length })
        .onConflictDoNothing()
        .returning({ key: answers.key })
      return kept.length === 1
    },

    /** [LIMIT-63] Deletes the oldest answers beyond the number and the bytes that their owner may keep. */
    async forgetBeyond(actor: string, most: { rows: number; bytes: number }): Promise<void> {
      const newest = sql`over (order by ${answers.created_at} desc, ${answers.key})`
      const ranked = db
        .select({
          key: answers.key,
          place: sql<number>`row_number() ${newest}`.as('place'),
          until: sql<number>`sum(${answers.bytes}) ${newest}`.as('until'),
        })
        .from(answers)
        .where(eq(answers.actor, actor))
        .as('ranked')
      const beyond = db.select({ key: ranked.key }).from(ranked).where(or(gt(ranked.place, most.rows), gt(ranked.until, most.bytes)))
      await db.delete(answers).where(and(eq(answers.actor, actor), inArray(answers.key, beyond)))
    },

    async forget(before: Instant): Promise<void> {
      await db.delete(answers).where(lt(answers.created_at, before))
    },
  }
}
