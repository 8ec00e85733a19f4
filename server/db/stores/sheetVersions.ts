import { randomUUID } from 'node:crypto'
import { and, desc, eq, lt } from 'drizzle-orm'
import type { Instant } from '../../../shared/model/instant'
import type { SheetContent } from '../../../shared/model/sheetVersion'
import type { Database } from '../database'

export type StoredVersion = Database['t']['sheetVersions']['$inferSelect']

export function sheetVersionStore(db: Database) {
  const { sheetVersions } = db.t
  return {
    /** Keeps what the sheet says, once under each key. */
    async keep(faceId: string, key: string, content: () => SheetContent, now: Instant): Promise<void> {
      const kept = await db.select({ id: sheetVersions.id }).from(sheetVersions).where(and(eq(sheetVersions.face_id, faceId), eq(sheetVersions.key, key)))
      if (kept.length > 0) return
      await db.insert(sheetVersions).values({ id: randomUUID(), face_id: faceId, key, at: now, content: content() }).onConflictDoNothing()
    },

    list: (faceId: string): Promise<StoredVersion[]> =>
      db.select().from(sheetVersions).where(eq(sheetVersions.face_id, faceId)).orderBy(desc(sheetVersions.at), desc(sheetVersions.key)),

    async get(faceId: string, id: string): Promise<StoredVersion | null> {
      const [version] = await db.select().from(sheetVersions).where(and(eq(sheetVersions.face_id, faceId), eq(sheetVersions.id, id)))
      return version ?? null
    },

    async forget(before: Instant): Promise<void> {
      await db.delete(sheetVersions).where(lt(sheetVersions.at, before))
    },
  }
}
