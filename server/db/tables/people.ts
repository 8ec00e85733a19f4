import type { Scope } from '../../../shared/access/actor'
import type { Columns } from '../columns'
import type { UserTables } from './users'

export function peopleTables(c: Columns, { users }: UserTables) {
  /** Portraits are in the database, so that every node and every backup has them. */
  const avatars = c.table('avatars', {
    user_id: c.text('user_id').primaryKey().references(() => users.id, { onDelete: 'cascade' }),
    /** A random id, new for each upload: it is the ETag, and the end of `avatar_path`. */
    name: c.text('name').notNull(),
    bytes: c.bytes('bytes').notNull(),
  })

  /** Only the SHA-256 of a key is kept. */
  const apiKeys = c.table('api_keys', {
    id: c.text('id').primaryKey(),
    name: c.text('name').notNull(),
    scopes: c.json<Scope[]>('scopes').notNull(),
    key_hash: c.text('key_hash').notNull().unique(),
    created_at: c.instant('created_at').notNull(),
    last_used_at: c.instant('last_used_at'),
    ended_at: c.instant('ended_at'),
  })

  /** A link to register with; only the SHA-256 of its token is kept. */
  const invites = c.table('invites', {
    id: c.text('id').primaryKey(),
    token_hash: c.text('token_hash').notNull().unique(),
    uses: c.integer('uses').notNull(),
    uses_left: c.integer('uses_left').notNull(),
    created_at: c.instant('created_at').notNull(),
    expires_at: c.instant('expires_at').notNull(),
    ended_at: c.instant('ended_at'),
  })

  /** A user's claim to be a setter. An approved claim is deleted with the setter, who then is the user. */
  const claims = c.table('claims', {
    id: c.text('id').primaryKey(),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    setter_id: c.text('setter_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    /** `open` or `rejected`. */
    state: c.text('state').notNull(),
    created_at: c.instant('created_at').notNull(),
    decided_at: c.instant('decided_at'),
  }, t => [c.uniqueIndex('claims_user_setter').on(t.user_id, t.setter_id), c.index('claims_setter').on(t.setter_id)])

  /** The import's name of a setter who was merged into an account, or, without a user, whose account was deleted. */
  const setterAliases = c.table('setter_aliases', {
    import_key: c.text('import_key').primaryKey(),
    user_id: c.text('user_id').references(() => users.id, { onDelete: 'set null' }),
  })

  return { avatars, apiKeys, invites, claims, setterAliases }
}
