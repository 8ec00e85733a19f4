import type { Columns } from '../columns'

export function answerTables(c: Columns) {
  /** What a write was answered, for whoever asks again under the same Idempotency-Key. */
  const answers = c.table('answers', {
    /** `user:<id>` or `key:<id>`: a key is one's own. */
    actor: c.text('actor').notNull(),
    key: c.text('key').notNull(),
    /** SHA-256 of the command and its input. */
    request_hash: c.text('request_hash').notNull(),
    /** An answer may hold what is told once (a new API key): it is no use to who reads the database. */
    sealed: c.text('sealed').notNull(),
    created_at: c.text('created_at').notNull(),
    /** Of what is sealed. */
    bytes: c.integer('bytes').notNull().default(0),
  }, t => [c.primaryKey({ columns: [t.actor, t.key] }), c.index('answers_created').on(t.created_at), c.index('answers_actor').on(t.actor, t.created_at)])

  return { answers }
}
