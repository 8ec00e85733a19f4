import { isNotNull } from 'drizzle-orm'
import type { Columns } from '../columns'
import type { UserTables } from './users'

export function accountTables(c: Columns, { users }: UserTables) {
  /** One login on one device, until it ends; its id is the family of its refresh tokens. */
  const sessions = c.table('sessions', {
    id: c.text('id').primaryKey(),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    /** Browser and system, as far as the browser tells; never the whole header. */
    label: c.text('label').notNull(),
    address: c.text('address'),
    created_at: c.instant('created_at').notNull(),
    used_at: c.instant('used_at').notNull(),
    /** The absolute end. */
    expires_at: c.instant('expires_at').notNull(),
    ended_at: c.instant('ended_at'),
    end_reason: c.text('end_reason'),
  }, t => [
    c.index('sessions_user').on(t.user_id), c.index('sessions_used').on(t.used_at),
    c.index('sessions_ended').on(t.ended_at).where(isNotNull(t.ended_at)),
  ])

  /** Only the SHA-256 of a token is kept. A null user stands for an unknown address, which took as long to ask for. */
  const passwordResets = c.table('password_resets', {
    token_hash: c.text('token_hash').primaryKey(),
    user_id: c.text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    created_at: c.instant('created_at').notNull(),
    expires_at: c.instant('expires_at').notNull(),
    /** Set when the link was used, or voided by a newer one. */
    used_at: c.instant('used_at'),
  }, t => [c.index('password_resets_user').on(t.user_id), c.index('password_resets_expires').on(t.expires_at)])

  /** Links that prove an address; only the SHA-256 of a token is kept. */
  const emailConfirmations = c.table('email_confirmations', {
    token_hash: c.text('token_hash').primaryKey(),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    email: c.text('email').notNull(),
    created_at: c.instant('created_at').notNull(),
    expires_at: c.instant('expires_at').notNull(),
    /** Set when the link was used, or voided by a newer one. */
    used_at: c.instant('used_at'),
  }, t => [c.index('email_confirmations_user').on(t.user_id), c.index('email_confirmations_expires').on(t.expires_at)])

  /** Letters that wait to be sent. Their text is encrypted, and erased once they are sent or given up. */
  const mails = c.table('mails', {
    id: c.text('id').primaryKey(),
    /** The account that it is about; null: nobody's. */
    user_id: c.text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    /** The kind of letter; empty in rows from before it was noted. */
    kind: c.text('kind').notNull().default(''),
    /** The same letter is queued once. */
    key: c.text('key').notNull().unique(),
    sealed: c.text('sealed').notNull(),
    attempts: c.integer('attempts').notNull(),
    created_at: c.instant('created_at').notNull(),
    /** It is not sent before this time. While somebody sends it, another may try from then on. */
    due_at: c.instant('due_at').notNull(),
    /** The letter is useless after this time. */
    expires_at: c.instant('expires_at').notNull(),
    done_at: c.instant('done_at'),
    /** The reason why the last attempt failed; never the letter's text. */
    failure: c.text('failure'),
  }, t => [c.index('mails_due').on(t.done_at, t.due_at), c.index('mails_user').on(t.user_id)])

  /** Counts of recent acts, shared by all nodes. */
  const rates = c.table('rates', {
    key: c.text('key').primaryKey(),
    points: c.integer('points').notNull(),
    /** The counter is forgotten after this time. */
    ends_at: c.instant('ends_at').notNull(),
  })

  return { sessions, passwordResets, emailConfirmations, mails, rates }
}
