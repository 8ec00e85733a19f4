import type { Columns } from '../columns'

export function userTables(c: Columns) {
  /** Imported setters are users without a password and without an e-mail. */
  const users = c.table('users', {
    id: c.text('id').primaryKey(),
    stokt_id: c.text('stokt_id').unique(),
    email: c.text('email'),
    /** The program makes it lower case, because SQLite's lower() knows no accents. */
    email_key: c.text('email_key').unique(),
    username: c.text('username').notNull(),
    username_key: c.text('username_key').notNull().unique(),
    full_name: c.text('full_name').notNull(),
    full_name_search: c.text('full_name_search').notNull(),
    password_hash: c.text('password_hash'),
    role: c.text('role').notNull(),
    source: c.text('source').notNull(),
    is_active: c.boolean('is_active').notNull(),
    avatar_path: c.text('avatar_path'),
    /** `fr` or `en`; null: the browser's language. */
    language: c.text('language'),
    /** `#rrggbb`; null: the one that follows from the id. */
    colour: c.text('colour'),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
    last_login_at: c.instant('last_login_at'),
    /** True if somebody answered a letter sent to `email`. */
    email_confirmed: c.boolean('email_confirmed').notNull().default(false),
    /** It replaces `email` once it is confirmed. */
    pending_email: c.text('pending_email'),
    /** True if the program made the password up and printed it. */
    must_change_password: c.boolean('must_change_password').notNull().default(false),
    /** Until then the user may not write what others read. */
    muted_until: c.instant('muted_until'),
    /** The words of the admin who muted them, which the user reads. */
    muted_reason: c.text('muted_reason'),
    /** The admin whom the user can ask about it. */
    muted_by_id: c.text('muted_by_id'),
    /** The end of a deactivation; null while `is_active` is false: until an admin says so. */
    inactive_until: c.instant('inactive_until'),
    /** The invitation that the account was registered with. */
    invite_id: c.text('invite_id'),
    /** The account is deleted then, unless its person logs in before; until then it is hidden from others. */
    deletes_at: c.instant('deletes_at'),
    /** It follows from `passkeys`, and is kept here so that reading a user needs no second query. */
    has_second_factor: c.boolean('has_second_factor').notNull().default(false),
    /** Others do not see which climbs they sent. */
    hides_ascents: c.boolean('hides_ascents').notNull().default(false),
  }, t => [c.index('users_updated').on(t.updated_at)])

  /** One row for each token; a family is one session. Only the SHA-256 of a token is kept. */
  const refreshTokens = c.table('refresh_tokens', {
    token_hash: c.text('token_hash').primaryKey(),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    family_id: c.text('family_id').notNull(),
    /** The token it was traded for; null in the first of a family. */
    parent_hash: c.text('parent_hash'),
    created_at: c.instant('created_at').notNull(),
    /** The idle end of this token. */
    expires_at: c.instant('expires_at').notNull(),
    /** The absolute end of the whole family. */
    family_expires_at: c.instant('family_expires_at').notNull(),
    /** The time when it was first traded in, or presented as an access token's parent. */
    used_at: c.instant('used_at'),
  }, t => [c.index('refresh_tokens_family').on(t.family_id), c.index('refresh_tokens_user').on(t.user_id)])

  return { users, refreshTokens }
}
export type UserTables = ReturnType<typeof userTables>
