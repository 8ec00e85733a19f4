import { and, count, desc, eq, gte, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { Ascent, PublicAscent } from '../../../../shared/model/ascent'
import type { Instant } from '../../../../shared/model/instant'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { publicClimbs } from '../climbs/visibleClimbs'

export type StoredAscent = Database['t']['ascents']['$inferSelect']
interface Paged { page: number; page_size: number }

const columnsOf = ({ ascents }: Database['t']) => ({
  id: ascents.id, climb_id: ascents.climb_id, sent_at: ascents.sent_at, attempts: ascents.attempts, is_flash: ascents.is_flash,
  grade_font: ascents.grade_font, notes: ascents.notes, is_hidden: ascents.is_hidden, created_at: ascents.created_at,
  updated_at: ascents.updated_at,
})
const newestFirst = ({ ascents }: Database['t']): SQL[] => [desc(ascents.sent_at), desc(ascents.created_at), desc(ascents.id)]
const toldColumns = ({ ascents, users }: Database['t']) => ({
  id: ascents.id, climb_id: ascents.climb_id, user_id: ascents.user_id,
  user_name: sql<string>`case when ${users.full_name} = '' then ${users.username} else ${users.full_name} end`.as('user_name'),
  sent_at: ascents.sent_at, is_flash: ascents.is_flash, grade_font: ascents.grade_font,
})

/** The sends of climbs. */
export function ascentStore(db: Database) {
  const { ascents, climbs, users } = db.t
  /** [SEND-4] Neither the send nor its person is hidden, and the account does not wait for its deletion. */
  const isTold = and(publicClimbs(db.t), eq(ascents.is_hidden, false), eq(users.hides_ascents, false), isNull(users.deletes_at))
  const told = (where: SQL) => db.select({ face_id: climbs.face_id, ...toldColumns(db.t) }).from(ascents)
    .innerJoin(climbs, eq(climbs.id, ascents.climb_id)).innerJoin(users, eq(users.id, ascents.user_id)).where(and(isTold, where))

  return {
    async byId(id: string): Promise<StoredAscent | null> {
      return (await db.select().from(ascents).where(eq(ascents.id, id)))[0] ?? null
    },
    /** @returns false if its id is there already */
    async insert(ascent: StoredAscent): Promise<boolean> {
      return (await db.insert(ascents).values(ascent).onConflictDoNothing().returning({ id: ascents.id })).length === 1
    },
    async update(id: string, values: Partial<StoredAscent>): Promise<void> {
      await db.update(ascents).set(values).where(eq(ascents.id, id))
    },
    async delete(id: string): Promise<void> {
      await db.delete(ascents).where(eq(ascents.id, id))
    },
    /** The last send of the climb by this person, in this stretch of time if one is given. */
    async lastOf(userId: string, climbId: string, within?: { from: Instant; below: Instant }): Promise<StoredAscent | null> {
      const time = within && and(gte(ascents.sent_at, within.from), lt(ascents.sent_at, within.below))
      const [last] = await db.select().from(ascents).where(and(eq(ascents.user_id, userId), eq(ascents.climb_id, climbId), time))
        .orderBy(...newestFirst(db.t)).limit(1)
      return last ?? null
    },

    async countOf(userId: string): Promise<number> {
      return (await db.select({ n: count() }).from(ascents).where(eq(ascents.user_id, userId)))[0]?.n ?? 0
    },
    allOf: async (userId: string): Promise<Ascent[]> =>
      db.select(columnsOf(db.t)).from(ascents).where(eq(ascents.user_id, userId)).orderBy(...newestFirst(db.t)),
    pageOf: async (userId: string, { page, page_size }: Paged): Promise<Ascent[]> =>
      db.select(columnsOf(db.t)).from(ascents).where(eq(ascents.user_id, userId))
        .orderBy(...newestFirst(db.t)).limit(page_size).offset((page - 1) * page_size),
    async toldOf(climbId: string, { page, page_size }: Paged): Promise<{ results: PublicAscent[]; count: number }> {
      const ofThis = eq(ascents.climb_id, climbId)
      const results = await told(ofThis).orderBy(...newestFirst(db.t)).limit(page_size).offset((page - 1) * page_size)
      const [total] = await db.select({ n: count() }).from(ascents).innerJoin(climbs, eq(climbs.id, ascents.climb_id))
        .innerJoin(users, eq(users.id, ascents.user_id)).where(and(isTold, ofThis))
      return { results: results.map(({ face_id: _, ...ascent }) => ascent), count: total?.n ?? 0 }
    },

    /** The sends for the feeds of their people. */
    ownRows: (ids: readonly string[]): Promise<(Ascent & { user_id: string })[]> => inChunks(ids, chunk =>
      db.select({ ...columnsOf(db.t), user_id: ascents.user_id }).from(ascents).where(inArray(ascents.id, chunk))),
    /** The sends for the feeds of the walls. */
    toldRows: (ids: readonly string[]): Promise<(PublicAscent & { face_id: string })[]> =>
      inChunks(ids, chunk => told(inArray(ascents.id, chunk))),
    on: (climbIds: readonly string[]): Promise<Pick<StoredAscent, 'id' | 'climb_id' | 'user_id'>[]> => inChunks(climbIds, chunk =>
      db.select({ id: ascents.id, climb_id: ascents.climb_id, user_id: ascents.user_id }).from(ascents)
        .where(inArray(ascents.climb_id, chunk))),
    idsBy: async (userId: string): Promise<string[]> =>
      (await db.select({ id: ascents.id }).from(ascents).where(eq(ascents.user_id, userId)).orderBy(ascents.id)).map(({ id }) => id),
  }
}
