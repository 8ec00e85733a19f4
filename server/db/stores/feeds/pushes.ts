import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { PushKind } from '../../../../shared/model/push'
import { chunksOf, inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

type Tables = Database['t']
export type Subscription = Tables['pushSubscriptions']['$inferSelect']
export type StoredPush = Tables['pushes']['$inferSelect']
type NewPush = Pick<StoredPush, 'id' | 'subscription_id' | 'tag' | 'about' | 'created_at' | 'expires_at'>

/** Who wants notifications, and those that wait to be sent. */
export function pushStore(db: Database) {
  const { pushes, pushSubscriptions: subscriptions, searches, sessions, users } = db.t
  const wants = (kind: PushKind) => eq(subscriptions[`on_${kind}`], true)
  const living = (now: Instant) => and(isNull(sessions.ended_at), gt(sessions.expires_at, now), eq(users.is_active, true))
  const columns = { subscription: subscriptions, language: users.language }
  const withLanguage = (rows: readonly { subscription: Subscription; language: string | null }[]): Subscription[] =>
    rows.map(({ subscription, language }) => ({ ...subscription, language: language ?? subscription.language }))

  return {
    async subscribe(values: Subscription): Promise<void> {
      const { id: _id, created_at: _made, ...changed } = values
      // The browser may have been another person's, or have got another address since.
      await db.delete(subscriptions).where(and(eq(subscriptions.endpoint, values.endpoint), isNotNull(subscriptions.session_id)))
      await db.insert(subscriptions).values(values).onConflictDoUpdate({ target: subscriptions.session_id, set: changed })
    },
    ofSession: async (sessionId: string): Promise<Subscription | undefined> =>
      (await db.select().from(subscriptions).where(eq(subscriptions.session_id, sessionId)))[0],
    /** The browsers of a person, with the name of the device of each. */
    ofUser: (userId: string) =>
      db.select({ subscription: subscriptions, label: sessions.label }).from(subscriptions)
        .innerJoin(sessions, eq(sessions.id, subscriptions.session_id)).where(eq(subscriptions.user_id, userId))
        .orderBy(asc(subscriptions.created_at), asc(subscriptions.id)),
    async endSessions(sessionIds: readonly string[]): Promise<void> {
      await inChunks(sessionIds, chunk =>
        db.delete(subscriptions).where(inArray(subscriptions.session_id, chunk)).returning({ id: subscriptions.id }))
    },
    async remove(id: string): Promise<void> {
      await db.delete(subscriptions).where(eq(subscriptions.id, id))
    },
    async removeAll(): Promise<void> {
      await db.delete(subscriptions)
    },
    async setFailures(id: string, failures: number): Promise<void> {
      await db.update(subscriptions).set({ failures }).where(eq(subscriptions.id, id))
    },
    /** The browsers of a person that want this kind. */
    wanting: async (userId: string, kind: PushKind, now: Instant): Promise<Subscription[]> =>
      withLanguage(await db.select(columns).from(subscriptions).innerJoin(sessions, eq(sessions.id, subscriptions.session_id))
        .innerJoin(users, eq(users.id, subscriptions.user_id)).where(and(eq(subscriptions.user_id, userId), wants(kind), living(now)))
        .orderBy(asc(subscriptions.id))),
    /** True if anybody wants this kind. */
    async isWanted(kind: PushKind): Promise<boolean> {
      return (await db.select({ id: subscriptions.id }).from(subscriptions).where(wants(kind)).limit(1)).length > 0
    },
    /** Those of the people who want this kind. */
    async wantedBy(kind: PushKind, userIds: readonly string[]): Promise<Set<string>> {
      const found = await inChunks(userIds, chunk => db.selectDistinct({ id: subscriptions.user_id }).from(subscriptions)
        .where(and(wants(kind), inArray(subscriptions.user_id, chunk))))
      return new Set(found.map(({ id }) => id))
    },
    /** The kept searches of a wall whose people want to be told. */
    searchesOn: async (faceId: string, most: number) =>
      db.selectDistinct({ id: searches.id, user_id: searches.user_id, name: searches.name, query: searches.query }).from(searches)
        .innerJoin(subscriptions, eq(subscriptions.user_id, searches.user_id)).where(and(eq(searches.face_id, faceId), wants('search')))
        .orderBy(asc(searches.id)).limit(most),

    async queue(rows: readonly NewPush[]): Promise<void> {
      for (const chunk of chunksOf(rows))
        await db.insert(pushes).values(chunk.map(row => ({ ...row, attempts: 0, due_at: row.created_at }))).onConflictDoNothing()
    },
    unaddressed: (limit: number): Promise<StoredPush[]> =>
      db.select().from(pushes).where(isNull(pushes.subscription_id)).orderBy(asc(pushes.created_at), asc(pushes.id)).limit(limit),
    due: (now: Instant, limit: number): Promise<StoredPush[]> =>
      db.select().from(pushes).where(and(isNotNull(pushes.subscription_id), lte(pushes.due_at, now)))
        .orderBy(asc(pushes.due_at), asc(pushes.id)).limit(limit),
    /** Gives the notification to one of several senders until then. @returns its browser, if its session still lives */
    async claim(
      { id, attempts }: Pick<StoredPush, 'id' | 'attempts'>, until: Instant, now: Instant,
    ): Promise<Subscription | 'taken' | 'ended'> {
      const [claimed] = await db.update(pushes).set({ attempts: attempts + 1, due_at: until })
        .where(and(eq(pushes.id, id), eq(pushes.attempts, attempts))).returning({ subscription_id: pushes.subscription_id })
      if (!claimed) return 'taken'
      const rows = await db.select(columns).from(subscriptions).innerJoin(sessions, eq(sessions.id, subscriptions.session_id))
        .innerJoin(users, eq(users.id, subscriptions.user_id)).where(and(eq(subscriptions.id, claimed.subscription_id ?? ''), living(now)))
      return withLanguage(rows)[0] ?? 'ended'
    },
    async postpone(id: string, until: Instant): Promise<void> {
      await db.update(pushes).set({ due_at: until }).where(eq(pushes.id, id))
    },
    /** @returns false if somebody else took it away */
    async take(id: string): Promise<boolean> {
      return (await db.delete(pushes).where(eq(pushes.id, id)).returning({ id: pushes.id })).length === 1
    },
    countWaiting: async (): Promise<number> => (await db.select({ n: count() }).from(pushes))[0]?.n ?? 0,
  }
}
