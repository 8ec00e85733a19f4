import type { Columns } from '../columns'

export function answerTables(c: Columns) {
  /** The answer of a write, for a repeated request under the same Idempotency-Key. */
  const answers = c.table('answers', {
    /** `user:<id>` or `key:<id>`: idempotency keys belong to one caller. */
    actor: c.text('actor').notNull(),
    key: c.text('key').notNull(),
    /** The SHA-256 of the command and its input. */
    request_hash: c.text('request_hash').notNull(),
    /** The encrypted answer. It may hold a secret (a new API key) that a person who reads the database must not see. */
    sealed: c.text('sealed').notNull(),
    created_at: c.instant('created_at').notNull(),
    /** The bytes of the encrypted answer. */
    bytes: c.integer('bytes').notNull().default(0),
  }, t => [
    c.primaryKey({ columns: [t.actor, t.key] }), c.index('answers_created').on(t.created_at),
    c.index('answers_actor').on(t.actor, t.created_at),
  ])

  return { answers }
}
