import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, ne, or } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'
import { FEW, inJson } from '../../inJson'
import { prepared } from '../../preparedQuery'
import { inChunks } from '../../../concurrency/chunks'

export type StoredSession = Database['t']['sessions']['$inferSelect']
export type EndReason = 'logged-out' | 'password-changed' | 'deactivated' | 'reused' | 'replaced'

type Sessions = Database['t']['sessions']
const stateOf = ({ id, user_id, ended_at, end_reason, expires_at }: Sessions) => ({ id, user_id, ended_at, end_reason, expires_at })
const living = (sessions: Sessions, now: Instant) => and(isNull(sessions.ended_at), gt(sessions.expires_at, now))

const statesOf = prepared((db, { sessions }, { ids }: { ids: string[] }) =>
  db.select(stateOf(sessions)).from(sessions).where(inArray(sessions.id, ids)))
const statesOfMany = prepared((db, { sessions }, { ids }: { ids: string }) =>
  db.select(stateOf(sessions)).from(sessions).where(inJson(db, sessions.id, ids)))

const endedUsers = prepared((db, { sessions }, { since, most }: { since: Instant; most: number }) =>
  db.select({ id: sessions.user_id }).from(sessions).where(gte(sessions.ended_at, since)).limit(most))

/** The user of a session, and whether and why it ended. */
export type SessionState = Pick<Sessions['$inferSelect'], 'id' | 'user_id' | 'ended_at' | 'end_reason' | 'expires_at'>

/** A session's row decides whether it lives; its tokens only show who presents them. */
export function sessionStore(db: Database) {
  const { pushSubscriptions, sessions } = db.t
  return {
    async insert(values: Database['t']['sessions']['$inferInsert']) {
      await db.insert(sessions).values(values)
    },

    /** Waits for a transaction that is just ending it. @returns true if it lives */
    async use(id: string, values: { address: string | null; label?: string }, now: Instant): Promise<boolean> {
      const rows = await db
        .update(sessions)
        .set({ ...values, used_at: now })
        .where(and(eq(sessions.id, id), living(sessions, now)))
        .returning({ id: sessions.id })
      return rows.length === 1
    },

    /** The states of those that exist, by id. */
    async states(ids: readonly string[]): Promise<Map<string, SessionState>> {
      const rows = await inChunks(ids, chunk =>
        chunk.length > FEW ? statesOfMany(db, { ids: JSON.stringify(chunk) }) : statesOf(db, { ids: chunk }),
      )
      return new Map(rows.map(row => [row.id, row]))
    },

    /** The users whose sessions ended since, so many at most. */
    endedSince: async (since: Instant, most: number): Promise<string[]> =>
      (await endedUsers(db, { since, most })).map(({ id }) => id),

    async startOf(id: string): Promise<Instant | null> {
      const [session] = await db.select({ created_at: sessions.created_at }).from(sessions).where(eq(sessions.id, id))
      return session?.created_at ?? null
    },

    /** The last used comes first. */
    livingOf: (userId: string, now: Instant, usedSince: Instant): Promise<StoredSession[]> =>
      db.select().from(sessions)
        .where(and(eq(sessions.user_id, userId), living(sessions, now), gt(sessions.used_at, usedSince)))
        .orderBy(desc(sessions.used_at), desc(sessions.id)),

    /** The number of living sessions of each of these users. */
    livingOfAll: (userIds: readonly string[], now: Instant): Promise<Pick<StoredSession, 'user_id' | 'used_at'>[]> =>
      inChunks(userIds, chunk => db.select({ user_id: sessions.user_id, used_at: sessions.used_at }).from(sessions)
        .where(and(inArray(sessions.user_id, chunk), living(sessions, now)))),

    /** All sessions, also ended ones, oldest first, for the user's own export. */
    ofUser: (userId: string) =>
      db.select({
        label: sessions.label, address: sessions.address,
        created_at: sessions.created_at, used_at: sessions.used_at, ended_at: sessions.ended_at,
      }).from(sessions).where(eq(sessions.user_id, userId)).orderBy(asc(sessions.created_at), asc(sessions.id)),

    /** Tells whether the user ever logged in, and whether with a device of this label. */
    async knows(userId: string, label: string): Promise<{ user: boolean; device: boolean }> {
      const rows = await db.selectDistinct({ label: sessions.label }).from(sessions).where(eq(sessions.user_id, userId))
      return { user: rows.length > 0, device: rows.some(row => row.label === label) }
    },

    /** Ends one session of the user, or all, or all but one. @returns those that lived until now */
    async end(of: { userId: string; only?: string; except?: string | null }, reason: EndReason, now: Instant): Promise<string[]> {
      const rows = await db.update(sessions).set({ ended_at: now, end_reason: reason }).where(and(
        eq(sessions.user_id, of.userId), living(sessions, now),
        of.only === undefined ? undefined : eq(sessions.id, of.only),
        of.except ? ne(sessions.id, of.except) : undefined,
      )).returning({ id: sessions.id })
      const ids = rows.map(row => row.id)
      // [PUSH-1] Their browsers show no more notifications.
      await inChunks(ids, chunk =>
        db.delete(pushSubscriptions).where(inArray(pushSubscriptions.session_id, chunk)).returning({ id: pushSubscriptions.id }))
      return ids
    },

    /** Deletes old addresses of last use from sessions that live on. */
    async forgetAddresses(before: Instant) {
      await db.update(sessions).set({ address: null }).where(and(lt(sessions.used_at, before), isNotNull(sessions.address)))
    },

    /** Deletes sessions, with their addresses, soon after their end. */
    async forget(before: Instant) {
      await db.delete(sessions).where(or(lt(sessions.ended_at, before), lt(sessions.expires_at, before)))
    },
  }
}
