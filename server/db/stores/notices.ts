import { and, desc, eq, inArray, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Instant } from '../../../shared/model/instant'
import type { Notice } from '../../../shared/model/notice'
import type { NoticeLevel } from '../../../shared/model/noticeLevel'
import { inChunks } from '../chunks'
import type { Database } from '../database'

export type StoredNotice = Omit<Database['t']['notices']['$inferSelect'], 'level'> & { level: NoticeLevel }

export function noticeStore(db: Database) {
  const { notices, users } = db.t

  async function withNames(rows: readonly StoredNotice[]): Promise<Notice[]> {
    const ids = [...new Set(rows.map(({ by }) => by).filter(by => by !== null))]
    const people = await inChunks(ids, chunk =>
      db
        .select({ id: users.id, full_name: users.full_name, username: users.username })
        .from(users)
        .where(and(inArray(users.id, chunk), isNull(users.deletes_at))),
    )
    const names = new Map(people.map(user => [user.id, user.full_name || user.username]))
    return rows.map(row => ({ ...row, by_name: names.get(row.by ?? '') ?? null }))
  }

  return {
    views: withNames,

    rows: async (ids: readonly string[]): Promise<Notice[]> =>
      withNames(await inChunks(ids, async chunk => (await db.select().from(notices).where(inArray(notices.id, chunk))) as StoredNotice[])),

    async byId(id: string): Promise<StoredNotice | null> {
      const [notice] = (await db.select().from(notices).where(eq(notices.id, id))) as StoredNotice[]
      return notice ?? null
    },

    /** All that are not withdrawn, newest first. */
    all: async (): Promise<Notice[]> =>
      withNames((await db.select().from(notices).orderBy(desc(notices.created_at), desc(notices.id))) as StoredNotice[]),

    async insert(notice: StoredNotice): Promise<void> {
      await db.insert(notices).values(notice)
    },

    async update({ id, ...changed }: StoredNotice): Promise<void> {
      await db.update(notices).set(changed).where(eq(notices.id, id))
    },

    async delete(ids: readonly string[]): Promise<void> {
      await db.delete(notices).where(inArray(notices.id, [...ids]))
    },

    idsBy: async (userId: string): Promise<string[]> =>
      (await db.select({ id: notices.id }).from(notices).where(eq(notices.by, userId))).map(({ id }) => id),

    idsFor: async (feed: string): Promise<string[]> =>
      (await db.select({ id: notices.id }).from(notices).where(eq(notices.feed, feed))).map(({ id }) => id),

    /** Those that ended before the moment. */
    idsOver: async (before: Instant): Promise<string[]> =>
      (
        await db
          .select({ id: notices.id })
          .from(notices)
          .where(and(isNotNull(notices.until), lt(notices.until, before)))
      ).map(({ id }) => id),
  }
}
