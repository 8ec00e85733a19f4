import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

type Tables = Database['t']
export type StoredHold = Tables['holds']['$inferSelect']
export type StoredImportClimb = Tables['climbs']['$inferSelect']

/** Finds the stored rows that an import means: by mastoc's own id, by Stokt's, or by a name. */
export function importedRows(db: Database) {
  const { gyms, faces, holds, climbs, users } = db.t
  return {
    /** Finds it by the Stokt id, or by name if the import or the stored row has none. */
    async gym(key: { ownId?: string | undefined; stoktId: string | null; isDemo: boolean; name: string }) {
      const [own] = key.ownId === undefined ? [] : await db.select().from(gyms).where(eq(gyms.id, key.ownId))
      if (own) return own
      const named = and(eq(gyms.name, key.name), eq(gyms.is_demo, key.isDemo))
      if (key.stoktId === null) return (await db.select().from(gyms).where(named).orderBy(gyms.created_at, gyms.id).limit(1))[0] ?? null
      const [known] = await db.select().from(gyms).where(eq(gyms.stokt_id, key.stoktId))
      return (
        known ??
        (
          await db
            .select()
            .from(gyms)
            .where(and(named, isNull(gyms.stokt_id)))
            .orderBy(gyms.created_at, gyms.id)
            .limit(1)
        )[0] ??
        null
      )
    },

    async face(key: { ownId?: string | undefined; stoktId: string | null; gymId: string; name: string }) {
      const [own] = key.ownId === undefined ? [] : await db.select().from(faces).where(eq(faces.id, key.ownId))
      if (own) return own
      const [face] = await db.select().from(faces).where(key.stoktId === null
        ? and(eq(faces.gym_id, key.gymId), eq(faces.name, key.name))
        : eq(faces.stokt_id, key.stoktId))
      return face ?? null
    },

    holds: (ids: readonly number[]): Promise<StoredHold[]> =>
      inChunks(ids, chunk => db.select().from(holds).where(inArray(holds.id, chunk))),

    setters: (stoktIds: readonly string[], usernameKeys: readonly string[], ownIds: readonly string[] = []) => Promise.all([
      inChunks(stoktIds, chunk => db.select().from(users).where(inArray(users.stokt_id, chunk))),
      inChunks(usernameKeys, chunk => db.select().from(users).where(inArray(users.username_key, chunk))),
      inChunks(ownIds, chunk => db.select().from(users).where(inArray(users.id, chunk))),
    ]).then(found => found.flat()),

    climbs: (stoktIds: readonly string[], importKeys: readonly string[], ownIds: readonly string[] = []): Promise<StoredImportClimb[]> =>
      Promise.all([
        inChunks(stoktIds, chunk => db.select().from(climbs).where(inArray(climbs.stokt_id, chunk))),
        inChunks(importKeys, chunk => db.select().from(climbs).where(inArray(climbs.import_key, chunk))),
        inChunks(ownIds, chunk => db.select().from(climbs).where(inArray(climbs.id, chunk))),
      ]).then(found => found.flat()),
    /** The climbs whose owners claim one of these Stokt ids, oldest first. */
    claims: (stoktIds: readonly string[]): Promise<StoredImportClimb[]> => inChunks(stoktIds, chunk =>
      db.select().from(climbs).where(inArray(climbs.stokt_claim, chunk)).orderBy(asc(climbs.created_at), asc(climbs.id))),
  }
}
