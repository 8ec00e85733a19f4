import { and, asc, count, eq, gte, inArray, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm'
import type { UserLanguage, UserRole } from '../../../../shared/model/user'
import type { Source } from '../../../../shared/model/gym'
import type { Instant } from '../../../../shared/model/instant'
import { normalise } from '../../../../shared/rules/text'
import { usernameKey } from '../../../../shared/rules/username'
import { inChunks } from '../../../concurrency/chunks'
import { containing } from '../../containing'
import { takenAs, type Database } from '../../database'
import { FEW, inJson } from '../../inJson'
import { prepared } from '../../preparedQuery'
import { namesOfUsers } from './namesOfUsers'

export type StoredUser = Omit<Database['t']['users']['$inferSelect'], 'role' | 'source' | 'language'> & {
  role: UserRole
  source: Source
  language: UserLanguage | null
}
export interface UserFilter {
  search?: string | undefined
  role?: UserRole | undefined
  source?: Source | undefined
  is_active?: boolean | undefined
}
type UserValues = Database['t']['users']['$inferInsert']

const emailKey = (email: string): string => email.trim().toLowerCase()

const withIds = prepared((db, { users }, { ids }: { ids: string[] }) => db.select().from(users).where(inArray(users.id, ids)))
const withManyIds = prepared((db, { users }, { ids }: { ids: string }) => db.select().from(users).where(inJson(db, users.id, ids)))

const changedIds = prepared((db, { users }, { since, most }: { since: Instant; most: number }) =>
  db.select({ id: users.id }).from(users).where(gte(users.updated_at, since)).limit(most))

export function userStore(db: Database) {
  const { users } = db.t
  const one = async (where: SQL): Promise<StoredUser | null> => {
    const [user] = await db.select().from(users).where(where)
    return (user ?? null) as StoredUser | null
  }

  /** The columns that follow from others. */
  const derived = (values: Partial<UserValues>) => ({
    ...(values.username === undefined ? {} : { username_key: usernameKey(values.username) }),
    ...(values.full_name === undefined ? {} : { full_name_search: normalise(values.full_name) }),
    ...(values.email === undefined ? {} : { email_key: values.email === null ? null : emailKey(values.email) }),
  })

  return {
    byId: async (id: string) => ((await withIds(db, { ids: [id] }))[0] ?? null) as StoredUser | null,
    /** The names under which people see these users. */
    namesOf: (ids: readonly (string | null)[]) => namesOfUsers(db, ids),

    byIds: (ids: readonly string[]) =>
      inChunks(ids, async (chunk) => {
        const rows = chunk.length > FEW ? withManyIds(db, { ids: JSON.stringify(chunk) }) : withIds(db, { ids: chunk })
        return (await rows) as StoredUser[]
      }),
    /** Those of whom anything changed since, but for their last login; so many at most. */
    changedSince: async (since: Instant, most: number): Promise<string[]> =>
      (await changedIds(db, { since, most })).map(({ id }) => id),
    byUsername: (username: string) => one(eq(users.username_key, usernameKey(username))),
    byEmail: (email: string) => one(eq(users.email_key, emailKey(email))),

    async hasAdmin(): Promise<boolean> {
      return (await db.select({ id: users.id }).from(users).where(eq(users.role, 'admin')).limit(1)).length > 0
    },

    /** True if any account still has a hash of the Python server, `$2b$…`. */
    async hasBcrypt(): Promise<boolean> {
      const found = await db.select({ id: users.id }).from(users)
        .where(and(gte(users.password_hash, '$2'), lt(users.password_hash, '$3'))).limit(1)
      return found.length > 0
    },

    /** Lists users by name, then id. The search looks at names and e-mails. `count` is the number on all pages together. */
    async list({ search, role, source, is_active }: UserFilter, { page, page_size }: { page: number; page_size: number }) {
      const wanted = search?.trim() ? containing(search) : null
      const where = and(
        wanted === null ? undefined : or(
          sql`${users.full_name_search} LIKE ${wanted} ESCAPE '\\'`,
          sql`${users.username_key} LIKE ${wanted} ESCAPE '\\'`,
          sql`${users.email_key} LIKE ${wanted} ESCAPE '\\'`,
        ),
        role === undefined ? undefined : eq(users.role, role),
        source === undefined ? undefined : eq(users.source, source),
        is_active === undefined ? undefined : eq(users.is_active, is_active),
      )
      const results = (await db
        .select()
        .from(users)
        .where(where)
        .orderBy(asc(users.full_name_search), asc(users.id))
        .limit(page_size)
        .offset((page - 1) * page_size)) as StoredUser[]
      const [total] = await db.select({ n: count() }).from(users).where(where)
      return { results, count: total?.n ?? 0 }
    },

    /** The number of admins who can still act. Their rows are locked, so that two who leave at once see each other. */
    async lockAdmins(): Promise<StoredUser[]> {
      return (await db
        .update(users)
        .set({ role: 'admin' })
        .where(and(eq(users.role, 'admin'), eq(users.is_active, true), isNull(users.deletes_at)))
        .returning()) as StoredUser[]
    },

    /** The accounts whose week of grace is over. */
    leaving: async (now: Instant): Promise<string[]> =>
      (await db.select({ id: users.id }).from(users)
        .where(lte(users.deletes_at, now))
        .orderBy(asc(users.deletes_at), asc(users.id)))
        .map(row => row.id),

    /**
     * The user, if they are to be deleted now. The row is locked, so that a login at the same time either keeps the
     * account or finds none.
     */
    async lockLeaving(id: string, now: Instant): Promise<StoredUser | null> {
      const [user] = await db
        .update(users)
        .set({ deletes_at: sql`${users.deletes_at}` })
        .where(and(eq(users.id, id), lte(users.deletes_at, now)))
        .returning()
      return (user ?? null) as StoredUser | null
    },

    /** Reactivates accounts whose deactivation is over. @returns their ids */
    async liftSuspensions(now: Instant): Promise<string[]> {
      const rows = await db.update(users).set({ is_active: true, inactive_until: null, updated_at: now })
        .where(and(eq(users.is_active, false), lte(users.inactive_until, now))).returning({ id: users.id })
      return rows.map(row => row.id)
    },

    /** Ends the muting of those whose time is over. @returns their ids */
    async unmuteOver(now: Instant): Promise<string[]> {
      const rows = await db.update(users).set({ muted_until: null, muted_reason: null, muted_by_id: null, updated_at: now })
        .where(lte(users.muted_until, now)).returning({ id: users.id })
      return rows.map(row => row.id)
    },

    async insert(values: Omit<UserValues, 'username_key' | 'full_name_search' | 'email_key'>) {
      const complete = { ...values, ...derived(values) } as UserValues
      await db.insert(users).values(complete).catch(takenAs('username'))
    },

    async update(id: string, values: Partial<Omit<UserValues, 'username_key' | 'full_name_search' | 'email_key'>>) {
      await db
        .update(users)
        .set({ ...values, ...derived(values) })
        .where(eq(users.id, id))
        .catch(takenAs(values.email === undefined ? 'username' : 'email'))
    },
  }
}
