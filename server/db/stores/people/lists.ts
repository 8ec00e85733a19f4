import { and, asc, count, eq, inArray, max } from 'drizzle-orm'
import type { ClimbList } from '../../../../shared/model/climbList'
import type { Instant } from '../../../../shared/model/instant'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { lockedRows } from '../../lockedRows'
import { visibleClimbs, type Viewer } from '../climbs/visibleClimbs'

type StoredList = Database['t']['lists']['$inferSelect']
type ListValues = { [F in 'name' | 'description' | 'is_shared' | 'updated_at']?: StoredList[F] | undefined }

/** Lists of climbs, and the climbs in them. */
export function listStore(db: Database) {
  const { climbs, listClimbs, lists, users } = db.t
  const inList = (listId: string, climbId: string) => and(eq(listClimbs.list_id, listId), eq(listClimbs.climb_id, climbId))
  const placed = [asc(listClimbs.position), asc(listClimbs.climb_id)] as const

  async function rows(ids: readonly string[]): Promise<ClimbList[]> {
    const found = await inChunks(ids, chunk => db.select({ list: lists, owner_name: users.full_name }).from(lists)
      .innerJoin(users, eq(users.id, lists.owner_id)).where(inArray(lists.id, chunk)).orderBy(asc(lists.name), asc(lists.id)))
    const contents = await inChunks(ids, chunk => db.select({ list_id: listClimbs.list_id, climb_id: listClimbs.climb_id })
      .from(listClimbs).where(inArray(listClimbs.list_id, chunk)).orderBy(...placed))
    const byList = new Map<string, string[]>()
    for (const { list_id, climb_id } of contents) byList.set(list_id, [...byList.get(list_id) ?? [], climb_id])
    return found.map(({ list, owner_name }) =>
      ({ ...list, owner_name, climb_ids: byList.get(list.id) ?? [] }))
  }
  const idsOf = async (ownerId: string): Promise<string[]> =>
    (await db.select({ id: lists.id }).from(lists).where(eq(lists.owner_id, ownerId)).orderBy(asc(lists.name), asc(lists.id)))
      .map(({ id }) => id)

  return {
    rows,
    idsOf,
    allOf: async (ownerId: string): Promise<ClimbList[]> => rows(await idsOf(ownerId)),
    countOf: async (ownerId: string): Promise<number> =>
      (await db.select({ n: count() }).from(lists).where(eq(lists.owner_id, ownerId)))[0]?.n ?? 0,
    /** The lists with any of these climbs. */
    idsWith: async (climbIds: readonly string[]): Promise<string[]> => (await inChunks(climbIds, chunk =>
      db.select({ id: listClimbs.list_id }).from(listClimbs).where(inArray(listClimbs.climb_id, chunk)))).map(({ id }) => id),

    /** Keeps a list from changing until the transaction ends. */
    async locked(id: string): Promise<StoredList | undefined> {
      return (await lockedRows(db, db.select().from(lists).where(eq(lists.id, id)), { strength: 'update', of: lists }))[0]
    },
    /** @returns false if there is one with this id */
    async insert(list: StoredList): Promise<boolean> {
      return (await db.insert(lists).values(list).onConflictDoNothing().returning({ id: lists.id })).length === 1
    },
    async update(id: string, values: ListValues): Promise<void> {
      await db.update(lists).set(values).where(eq(lists.id, id))
    },
    async delete(id: string): Promise<void> {
      await db.delete(lists).where(eq(lists.id, id))
    },

    hasClimb: async (listId: string, climbId: string): Promise<boolean> =>
      (await db.select({ id: listClimbs.climb_id }).from(listClimbs).where(inList(listId, climbId))).length > 0,
    async addClimb(listId: string, climbId: string, now: Instant): Promise<void> {
      const [last] = await db.select({ at: max(listClimbs.position) }).from(listClimbs).where(eq(listClimbs.list_id, listId))
      await db.insert(listClimbs).values({ list_id: listId, climb_id: climbId, position: (last?.at ?? 0) + 1, added_at: now })
    },
    /** Puts climbs into an empty list, in this order: those that the viewer may see. */
    async addClimbs(listId: string, climbIds: readonly string[], { viewer, now }: { viewer: Viewer; now: Instant }): Promise<void> {
      const found = await inChunks(climbIds, chunk =>
        db.select({ id: climbs.id }).from(climbs).where(and(inArray(climbs.id, chunk), visibleClimbs(db.t, viewer))))
      const seen = new Set(found.map(({ id }) => id))
      const values = [...new Set(climbIds)].filter(id => seen.has(id))
        .map((climb_id, at) => ({ list_id: listId, climb_id, position: at + 1, added_at: now }))
      await inChunks(values, chunk => db.insert(listClimbs).values([...chunk]).returning({ id: listClimbs.climb_id }))
    },
    /** @returns false if it was not there */
    async removeClimb(listId: string, climbId: string): Promise<boolean> {
      return (await db.delete(listClimbs).where(inList(listId, climbId)).returning({ id: listClimbs.climb_id })).length === 1
    },
    climbsCount: async (listId: string): Promise<number> =>
      (await db.select({ n: count() }).from(listClimbs).where(eq(listClimbs.list_id, listId)))[0]?.n ?? 0,
    /** Puts the climbs of a list into this order, which names each of them. */
    async order(listId: string, climbIds: readonly string[]): Promise<void> {
      for (const [at, climbId] of climbIds.entries()) await db.update(listClimbs).set({ position: at + 1 }).where(inList(listId, climbId))
    },
    /** The climbs of a list that the viewer may see. */
    async visibleIn(listId: string, viewer: Viewer): Promise<string[]> {
      return (await db.select({ id: listClimbs.climb_id }).from(listClimbs).innerJoin(climbs, eq(climbs.id, listClimbs.climb_id))
        .where(and(eq(listClimbs.list_id, listId), visibleClimbs(db.t, viewer))).orderBy(...placed)).map(({ id }) => id)
    },
  }
}
