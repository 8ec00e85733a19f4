import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import type { ClimbRow } from '../../../../shared/model/climb'
import type { Instant } from '../../../../shared/model/instant'
import { splitAway, type Away, type BinnedClimb } from '../../../../shared/rules/bin'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { climbRowColumns } from './climbRowColumns'

interface ImportedClimb {
  stokt_id: string | null
  import_key: string | null
}

/** [CLIMB-9] The names by which imports know a climb: one that was deleted here for good is not imported again. */
const importKeyOf = ({ stokt_id, import_key }: ImportedClimb): string | null =>
  stokt_id !== null ? `stokt:${stokt_id}` : import_key && `key:${import_key}`

interface Deletion {
  deleted_at: Instant
  deleted_by_id: string | null
  deleted_reason?: string | null
  updated_at: Instant
}
function asBinned(row: Away & object): BinnedClimb {
  const { thing, ...facts } = splitAway(row)
  return { climb: thing as ClimbRow, ...facts }
}

/** Climbs that others do not see: deleted ones, which can be restored, and those that an admin hides. */
export function binStore(db: Database) {
  const { climbs, purgedClimbs, users } = db.t

  const isDeleted = isNotNull(climbs.deleted_at)
  /** A deleted climb lies in the bin, hidden or not. */
  const states = {
    deleted: isDeleted,
    hidden: and(isNotNull(climbs.hidden_at), isNull(climbs.deleted_at)),
    any: or(isDeleted, isNotNull(climbs.hidden_at)),
  } as const
  const since = sql`coalesce(${climbs.deleted_at}, ${climbs.hidden_at})`
  const rows = (where: SQL | undefined) => db
    .select({
      ...climbRowColumns(db.t),
      deleted_at: climbs.deleted_at, deleted_by_id: climbs.deleted_by_id, deleted_reason: climbs.deleted_reason,
      hidden_at: climbs.hidden_at, hidden_by_id: climbs.hidden_by_id, hidden_reason: climbs.hidden_reason,
    })
    .from(climbs)
    .leftJoin(users, eq(users.id, climbs.setter_id))
    .where(where)
    .orderBy(desc(since), asc(climbs.id))
  const found = async (where: SQL | undefined): Promise<BinnedClimb[]> => (await rows(and(states.any, where))).map(asBinned)

  return {
    byIds: (ids: readonly string[]): Promise<BinnedClimb[]> => inChunks(ids, chunk => found(inArray(climbs.id, chunk))),

    /** The climbs that the user created or set, the last deleted or hidden first. */
    ofOwner: (userId: string): Promise<BinnedClimb[]> => found(or(eq(climbs.created_by_id, userId), eq(climbs.setter_id, userId))),

    /** A page of all public ones in a state, the last first; `count` is the number on all pages together. */
    async listed(state: 'deleted' | 'hidden', { page, page_size }: { page: number; page_size: number }) {
      const where = and(states[state], eq(climbs.is_private, false))
      const results = (await rows(where).limit(page_size).offset((page - 1) * page_size)).map(asBinned)
      const [total] = await db.select({ n: count() }).from(climbs).where(where)
      return { results, count: total?.n ?? 0 }
    },

    async put(id: string, values: Deletion): Promise<void> {
      await db.update(climbs).set(values).where(eq(climbs.id, id))
    },

    async takeOut(id: string, updated_at: Instant): Promise<void> {
      await db.update(climbs).set({ deleted_at: null, deleted_by_id: null, deleted_reason: null, updated_at }).where(eq(climbs.id, id))
    },

    /** The climbs that were deleted before this time, which leave the bin. */
    due: async (until: Instant, limit: number): Promise<string[]> =>
      (await db.select({ id: climbs.id }).from(climbs)
        .where(and(isNotNull(climbs.deleted_at), lte(climbs.deleted_at, until)))
        .orderBy(asc(climbs.deleted_at), asc(climbs.id)).limit(limit))
        .map(row => row.id),

    /** Deletes climbs for good, unless somebody restored them meanwhile. @returns those that were deleted */
    async purge(ids: readonly string[], now: Instant): Promise<string[]> {
      return inChunks(ids, async (chunk) => {
        const gone = await db
          .delete(climbs)
          .where(and(inArray(climbs.id, chunk), isNotNull(climbs.deleted_at)))
          .returning({ id: climbs.id, stokt_id: climbs.stokt_id, import_key: climbs.import_key })
        const keys = gone.flatMap(climb => importKeyOf(climb) ?? [])
        if (keys.length > 0)
          await db
            .insert(purgedClimbs)
            .values(keys.map(import_key => ({ import_key, purged_at: now })))
            .onConflictDoNothing()
        return gone.map(({ id }) => id)
      })
    },

    /** The climbs that an import must leave out. */
    async purged(wanted: readonly ImportedClimb[]): Promise<(climb: ImportedClimb) => boolean> {
      const rows = await inChunks(wanted.flatMap(climb => importKeyOf(climb) ?? []), chunk =>
        db.select({ key: purgedClimbs.import_key }).from(purgedClimbs).where(inArray(purgedClimbs.import_key, chunk)))
      const keys = new Set(rows.map(({ key }) => key))
      return climb => keys.has(importKeyOf(climb) ?? '')
    },
  }
}
