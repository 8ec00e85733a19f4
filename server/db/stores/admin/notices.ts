import { and, desc, eq, inArray, isNotNull, lt } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Notice } from '../../../../shared/model/notice'
import type { NoticeLevel } from '../../../../shared/model/noticeLevel'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { namesOfUsers } from '../accounts/namesOfUsers'

export type StoredNotice = Omit<Database['t']['notices']['$inferSelect'], 'level'> & { level: NoticeLevel }

export function noticeStore(db: Database) {
  const { notices } = db.t

  async function withNames(rows: readonly StoredNotice[]): Promise<Notice[]> {
    const names = await namesOfUsers(db, rows.map(({ by }) => by))
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

    /** @returns false if it is there */
    async putBack(notice: StoredNotice): Promise<boolean> {
      return (await db.insert(notices).values(notice).onConflictDoNothing().returning({ id: notices.id })).length === 1
    },

    /** @returns false if somebody withdrew it meanwhile */
    async update({ id, ...changed }: StoredNotice): Promise<boolean> {
      return (await db.update(notices).set(changed).where(eq(notices.id, id)).returning({ id: notices.id })).length === 1
    },

    /** @returns the ids of those that were there */
    async delete(ids: readonly string[]): Promise<string[]> {
      const gone = await db.delete(notices).where(inArray(notices.id, [...ids])).returning({ id: notices.id })
      return gone.map(({ id }) => id)
    },

    idsBy: async (userId: string): Promise<string[]> =>
      (await db.select({ id: notices.id }).from(notices).where(eq(notices.by, userId))).map(({ id }) => id),

    idsFor: async (feed: string): Promise<string[]> =>
      (await db.select({ id: notices.id }).from(notices).where(eq(notices.feed, feed))).map(({ id }) => id),

    /** The notices that ended before the moment. */
    idsOver: async (before: Instant): Promise<string[]> =>
      (
        await db
          .select({ id: notices.id })
          .from(notices)
          .where(and(isNotNull(notices.until), lt(notices.until, before)))
      ).map(({ id }) => id),
  }
}
