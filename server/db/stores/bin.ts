import { and, asc, desc, eq, inArray, isNotNull, lte, or } from 'drizzle-orm'
import type { ClimbRow } from '../../../shared/model/climb'
import { type Instant, NEVER } from '../../../shared/model/instant'
import { inChunks } from '../chunks'
import type { Database } from '../database'
import { climbRowColumns } from './climbRowColumns'

export interface BinnedClimb {
  climb: ClimbRow
  deleted: { at: Instant; byId: string | null }
}

interface ImportedClimb {
  stokt_id: string | null
  import_key: string | null
}

/** [CLIMB-9] The names by which imports know a climb: one that was deleted here for good is not imported again. */
const importKeyOf = ({ stokt_id, import_key }: ImportedClimb): string | null =>
  stokt_id !== null ? `stokt:${stokt_id}` : import_key && `key:${import_key}`

/** Climbs that were deleted and can be restored. */
export function binStore(db: Database) {
  const { climbs, purgedClimbs, users } = db.t

  async function found(where: ReturnType<typeof and>): Promise<BinnedClimb[]> {
    const rows = await db
      .select({ ...climbRowColumns(db.t), deleted_at: climbs.deleted_at, deleted_by_id: climbs.deleted_by_id })
      .from(climbs)
      .leftJoin(users, eq(users.id, climbs.setter_id))
      .where(and(isNotNull(climbs.deleted_at), where))
      .orderBy(desc(climbs.deleted_at), asc(climbs.id))
    return rows.map(({ deleted_at, deleted_by_id, ...climb }) => ({
      climb: climb as ClimbRow,
      deleted: { at: deleted_at ?? NEVER, byId: deleted_by_id },
    }))
  }

  return {
    byIds: (ids: readonly string[]): Promise<BinnedClimb[]> => inChunks(ids, chunk => found(inArray(climbs.id, chunk))),

    /** Those that the user created or set, the last deleted first. */
    ofOwner: (userId: string): Promise<BinnedClimb[]> => found(or(eq(climbs.created_by_id, userId), eq(climbs.setter_id, userId))),

    async put(id: string, values: { deleted_at: Instant; deleted_by_id: string | null; updated_at: Instant }): Promise<void> {
      await db.update(climbs).set(values).where(eq(climbs.id, id))
    },

    async takeOut(id: string, updated_at: Instant): Promise<void> {
      await db.update(climbs).set({ deleted_at: null, deleted_by_id: null, updated_at }).where(eq(climbs.id, id))
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

    /** Those of these that an import must leave out. */
    async purged(wanted: readonly ImportedClimb[]): Promise<(climb: ImportedClimb) => boolean> {
      const rows = await inChunks(wanted.flatMap(climb => importKeyOf(climb) ?? []), chunk =>
        db.select({ key: purgedClimbs.import_key }).from(purgedClimbs).where(inArray(purgedClimbs.import_key, chunk)))
      const keys = new Set(rows.map(({ key }) => key))
      return climb => keys.has(importKeyOf(climb) ?? '')
    },
  }
}
