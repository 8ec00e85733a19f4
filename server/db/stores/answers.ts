import { and, eq, lt } from 'drizzle-orm'
import type { Instant } from '../../../shared/model/instant'
import type { Database } from '../database'

/** Whose key, and which. */
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
      const [row] = await db.select({ request_hash: answers.request_hash, sealed: answers.sealed }).from(answers).where(and(eq(answers.actor, actor), eq(answers.key, key)))
      return row ?? null
    },

    /** Waits for another transaction that keeps one under the same key. @returns false if there is one */
    async keep(at: AnswerKey, answer: StoredAnswer, now: Instant): Promise<boolean> {
      const kept = await db.insert(answers).values({ ...at, ...answer, created_at: now }).onConflictDoNothing().returning({ key: answers.key })
      return kept.length === 1
    },

    async forget(before: Instant): Promise<void> {
      await db.delete(answers).where(lt(answers.created_at, before))
    },
  }
}
