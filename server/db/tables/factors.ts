import type { Columns } from '../columns'
import type { UserTables } from './users'

/** Second factors: passkeys, and the recovery codes that replace them in need. */
export function factorTables(c: Columns, { users }: UserTables) {
  const passkeys = c.table('passkeys', {
    /** The credential's id, base64url, as the authenticator chose it. */
    id: c.text('id').primaryKey(),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    name: c.text('name').notNull(),
    /** The public key in COSE form. */
    public_key: c.bytes('public_key').notNull(),
    /**
     * The number of signatures until now, up to 2^32, for which PostgreSQL's integers are too small. Authenticators
     * that do not count say 0.
     */
    counter: c.real('counter').notNull(),
    /** The ways in which the browser reaches the authenticator: usb, nfc, internal, … */
    transports: c.json<string[]>('transports').notNull(),
    created_at: c.instant('created_at').notNull(),
    last_used_at: c.instant('last_used_at'),
  }, t => [c.index('passkeys_user').on(t.user_id)])

  /** Only the SHA-256 of a code is kept: a code has 120 random bits. */
  const recoveryCodes = c.table('recovery_codes', {
    code_hash: c.text('code_hash').primaryKey(),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    created_at: c.instant('created_at').notNull(),
    used_at: c.instant('used_at'),
  }, t => [c.index('recovery_codes_user').on(t.user_id)])

  /** The client keeps its encrypted ticket of a login or a new passkey. This table has the used ones until their end. */
  const spentTickets = c.table('spent_tickets', {
    ticket_hash: c.text('ticket_hash').primaryKey(),
    ends_at: c.instant('ends_at').notNull(),
  }, t => [c.index('spent_tickets_ends').on(t.ends_at)])

  return { passkeys, recoveryCodes, spentTickets }
}
