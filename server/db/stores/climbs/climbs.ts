import { and, asc, count, countDistinct, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Climb, ClimbRow, Personal } from '../../../../shared/model/climb'
import type { ClimbHold } from '../../../../shared/model/climbHold'
import { formatHoldsList } from '../../../../shared/rules/holdsList'
import { normalise } from '../../../../shared/rules/text'
import { inChunks } from '../../../concurrency/chunks'
import { takenAs, type Database } from '../../database'
import { prepared } from '../../preparedQuery'
import { climbOrder, type Sorting } from './climbOrder'
import { climbMatches, type ClimbFilter } from './climbMatches'
import { gradeAnew } from './climbCounts'
import { climbRowColumns } from './climbRowColumns'
import { shownClimbs, visibleClimbs, type Viewer } from './visibleClimbs'

/** The columns of a climb that can be written; its holds go beside. */
export type ClimbValues = Database['t']['climbs']['$inferInsert']

const personalColumns = ({ personalNotes }: Database['t']) => ({
  personal_notes: personalNotes.personal_notes,
  personal_rating: personalNotes.personal_rating,
  is_project: personalNotes.is_project,
})

const rowsOf = prepared((db, t, { ids }: { ids: string[] }) =>
  db
    .select(climbRowColumns(t))
    .from(t.climbs)
    .leftJoin(t.users, eq(t.users.id, t.climbs.setter_id))
    .where(and(inArray(t.climbs.id, ids), shownClimbs(t))),
)

const seenBy = (db: Database, userId: string, { climbs, users, personalNotes } = db.t) =>
  db
    .select({ ...climbRowColumns(db.t), ...personalColumns(db.t) })
    .from(climbs)
    .leftJoin(users, eq(users.id, climbs.setter_id))
    .leftJoin(personalNotes, and(eq(personalNotes.climb_id, climbs.id), eq(personalNotes.user_id, userId)))

const seenWithId = prepared((db, t, { id, userId }: { id: string; userId: string }) =>
  seenBy(db, userId).where(and(eq(t.climbs.id, id), shownClimbs(t))),
)

// The values are lists of rows, because some of their columns are lists themselves.
const insertClimbs = prepared((db, { climbs }, { rows }: { rows: ClimbValues[] }) => db.insert(climbs).values(rows))
const insertHolds = prepared((db, { climbHolds }, { rows }: { rows: Database['t']['climbHolds']['$inferInsert'][] }) =>
  db.insert(climbHolds).values(rows),
)

type ListedPage = Sorting & { page: number; page_size: number }

export function climbStore(db: Database) {
  const { climbs, climbHolds, personalNotes, users } = db.t

  const visibleTo = (viewer: Viewer) => visibleClimbs(db.t, viewer)
  const asClimb = (row: Awaited<ReturnType<typeof seenWithId>>[number]): Climb => ({ ...row, is_project: row.is_project ?? false }) as Climb

  return {
    /** The number of public climbs that use each hold of a face. */
    async countsByHold(faceId: string): Promise<Map<number, number>> {
      const rows = await db
        .select({ hold_id: climbHolds.hold_id, n: countDistinct(climbHolds.climb_id) })
        .from(climbHolds)
        .innerJoin(climbs, eq(climbs.id, climbHolds.climb_id))
        .where(and(eq(climbs.face_id, faceId), eq(climbs.is_private, false), shownClimbs(db.t)))
        .groupBy(climbHolds.hold_id)
      return new Map(rows.map(row => [row.hold_id, row.n]))
    },

    /** The climbs as they stand in feeds. */
    rows: (ids: readonly string[]): Promise<ClimbRow[]> => inChunks(ids, async chunk => (await rowsOf(db, { ids: chunk })) as ClimbRow[]),

    /** Lists climbs newest first, then by id. `count` is the number on all pages together. */
    async list(filter: ClimbFilter, viewer: Viewer, page: ListedPage) {
      const where = and(visibleTo(viewer), ...climbMatches(db.t, filter))
      const results = await seenBy(db, viewer.userId ?? '').where(where).orderBy(...climbOrder(db.t, page))
        .limit(page.page_size).offset((page.page - 1) * page.page_size)
      const [total] = await db.select({ n: count() }).from(climbs).leftJoin(users, eq(users.id, climbs.setter_id)).where(where)
      return { results: results.map(asClimb), count: total?.n ?? 0 }
    },

    /** Which of these climbs the filter finds, in the order of their ids. */
    fitting: (filter: ClimbFilter, ids: readonly string[], viewer: Viewer): Promise<string[]> => inChunks(ids, async chunk =>
      (await db.select({ id: climbs.id }).from(climbs).leftJoin(users, eq(users.id, climbs.setter_id))
        .where(and(inArray(climbs.id, chunk), visibleTo(viewer), ...climbMatches(db.t, filter))).orderBy(asc(climbs.id)))
        .map(({ id }) => id)),

    /** Null if there is none, or it is hidden or in the bin. The caller decides whether the viewer may see it. */
    async get(key: { id: string } | { stoktId: string }, viewer: Viewer): Promise<Climb | null> {
      const userId = viewer.userId ?? ''
      if ('id' in key) {
        const [row] = await seenWithId(db, { id: key.id, userId })
        return row ? asClimb(row) : null
      }
      const [known] = await seenBy(db, userId).where(and(eq(climbs.stokt_id, key.stoktId), shownClimbs(db.t)))
      // The viewer's own claim comes first, then that of the oldest climb.
      const [row] = known ? [known] : await seenBy(db, userId).where(and(eq(climbs.stokt_claim, key.stoktId), visibleTo(viewer)))
        .orderBy(sql`CASE WHEN ${climbs.created_by_id} = ${userId} THEN 0 ELSE 1 END`, asc(climbs.created_at), asc(climbs.id)).limit(1)
      return row ? asClimb(row) : null
    },

    async insert(values: Omit<ClimbValues, 'holds_list' | 'name_search'>, holds: readonly ClimbHold[]) {
      await insertClimbs(db, { rows: [{ ...values, holds_list: formatHoldsList(holds), name_search: normalise(values.name) }] })
      await this.writeHolds(values.id, holds)
    },

    async update(id: string, values: Partial<ClimbValues>, holds?: readonly ClimbHold[]) {
      await db.update(climbs).set({
        ...values,
        ...(values.name === undefined ? {} : { name_search: normalise(values.name) }),
        ...(holds ? { holds_list: formatHoldsList(holds) } : {}),
      }).where(eq(climbs.id, id)).catch(takenAs('stokt_id'))
      if (values.grade_ircra !== undefined) await gradeAnew(db, [id])
      if (!holds) return
      await db.delete(climbHolds).where(eq(climbHolds.climb_id, id))
      await this.writeHolds(id, holds)
    },

    async writeHolds(climbId: string, holds: readonly ClimbHold[]) {
      if (holds.length > 0) await insertHolds(db, { rows: holds.map(hold => ({ climb_id: climbId, ...hold })) })
    },

    holdsOf: (climbId: string) =>
      db.select({ hold_id: climbHolds.hold_id, role: climbHolds.role }).from(climbHolds).where(eq(climbHolds.climb_id, climbId)),

    /** The climbs whose rows name this user as setter: they change when the user is renamed. */
    idsBySetter: async (userId: string) =>
      (await db.select({ id: climbs.id }).from(climbs).where(eq(climbs.setter_id, userId))).map(row => row.id),

    /**
     * Tells whether the Stokt id is another climb's, and whether the viewer sees that climb, because a hidden one must
     * not be told.
     */
    async holderOf(stoktId: string, exceptId: string, viewer: Viewer): Promise<'nobody' | 'hidden' | 'visible'> {
      const other = and(eq(climbs.stokt_id, stoktId), ne(climbs.id, exceptId))
      if ((await db.select({ id: climbs.id }).from(climbs).where(and(other, visibleTo(viewer)))).length > 0) return 'visible'
      return (await db.select({ id: climbs.id }).from(climbs).where(other)).length > 0 ? 'hidden' : 'nobody'
    },

    /** True if the user claims the same id for another climb of theirs. */
    async isClaimedBy(userId: string, stoktId: string, exceptId: string): Promise<boolean> {
      return (
        (
          await db
            .select({ id: climbs.id })
            .from(climbs)
            .where(
              and(eq(climbs.stokt_claim, stoktId), ne(climbs.id, exceptId), eq(climbs.created_by_id, userId), isNull(climbs.deleted_at)),
            )
        ).length > 0
      )
    },

    /** True if there is one with this id, wherever it is. */
    async exists(id: string): Promise<boolean> {
      return (await db.select({ id: climbs.id }).from(climbs).where(eq(climbs.id, id))).length > 0
    },

    /** True if the climb was set with this API key. */
    async isMadeWith(id: string, key: string): Promise<boolean> {
      return (await db.select({ id: climbs.id }).from(climbs).where(and(eq(climbs.id, id), eq(climbs.made_with_key, key)))).length > 0
    },

    /** All climbs that the user set, those in the bin too. */
    async countOf(userId: string): Promise<number> {
      const [row] = await db.select({ n: count() }).from(climbs).where(and(eq(climbs.setter_id, userId), eq(climbs.created_by_id, userId)))
      return row?.n ?? 0
    },

    personalsOf: (userId: string, climbIds: readonly string[]): Promise<Personal[]> => inChunks(climbIds, chunk =>
      db.select({ climb_id: personalNotes.climb_id, ...personalColumns(db.t) }).from(personalNotes)
        .where(and(eq(personalNotes.user_id, userId), inArray(personalNotes.climb_id, chunk)))),

    /** The people who have remarks on the climb, which they lose with it. */
    usersWithNotes: async (climbId: string) =>
      (await db.select({ id: personalNotes.user_id }).from(personalNotes).where(eq(personalNotes.climb_id, climbId))).map(row => row.id),

    async setPersonal(userId: string, climbId: string, values: Partial<Omit<Personal, 'climb_id'>>) {
      await db.insert(personalNotes).values({ user_id: userId, climb_id: climbId, is_project: false, ...values })
        .onConflictDoUpdate({ target: [personalNotes.user_id, personalNotes.climb_id], set: values })
    },
  }
}
