import { and, asc, desc, eq, inArray, isNull, lt, lte } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import { chunksOf, inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

export type StoredNews = Database['t']['news']['$inferSelect']

/** What others did with something of a person. */
export function newsStore(db: Database) {
  const { news, personalNotes } = db.t
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

  return {
    rows: (ids: readonly string[]): Promise<StoredNews[]> => inChunks(ids, chunk => db.select().from(news).where(inArray(news.id, chunk))),
    /** The news of a person, newest first. */
    allOf: async (userId: string): Promise<StoredNews[]> =>
      db.select().from(news).where(eq(news.user_id, userId)).orderBy(desc(news.created_at), asc(news.id)),
    /** Whose project each of these climbs is. */
    projectsOf: (climbIds: readonly string[]): Promise<{ user_id: string; climb_id: string }[]> => inChunks(climbIds, chunk =>
      db.select({ user_id: personalNotes.user_id, climb_id: personalNotes.climb_id }).from(personalNotes)
        .where(and(inArray(personalNotes.climb_id, chunk), eq(personalNotes.is_project, true)))
        .orderBy(asc(personalNotes.climb_id), asc(personalNotes.user_id))),

    /** Writes news in the place of what each person has not seen yet about the same thing. @returns the ids of what is gone */
    async tell(rows: readonly StoredNews[]): Promise<string[]> {
      const gone: string[] = []
      const things = new Map<string, StoredNews[]>()
      for (const row of rows) things.set(`${row.kind} ${row.thing_id}`, [...things.get(`${row.kind} ${row.thing_id}`) ?? [], row])
      for (const [first, ...others] of things.values()) {
        if (!first) continue
        const same = and(eq(news.kind, first.kind), eq(news.thing_id, first.thing_id), isNull(news.seen_at))
        gone.push(...idsOf(await inChunks([first, ...others], chunk =>
          db.delete(news).where(and(inArray(news.user_id, chunk.map(({ user_id }) => user_id)), same)).returning({ id: news.id }))))
      }
      for (const chunk of chunksOf(rows)) await db.insert(news).values(chunk)
      return gone
    },
    /** Marks what was told until then as seen. @returns the ids of what was not seen before */
    async see(userId: string, until: Instant, now: Instant): Promise<string[]> {
      const unseen = and(eq(news.user_id, userId), isNull(news.seen_at), lte(news.created_at, until))
      return idsOf(await db.update(news).set({ seen_at: now }).where(unseen).returning({ id: news.id }))
    },
    /** Deletes what was told before the moment. @returns its ids */
    forget: async (before: Instant): Promise<string[]> =>
      idsOf(await db.delete(news).where(lt(news.created_at, before)).returning({ id: news.id })),
  }
}
