import { randomUUID } from 'node:crypto'
import { and, asc, count, desc, eq, getTableColumns, gte, lt } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { SheetContent } from '../../../../shared/model/sheetVersion'
import type { Database } from '../../database'

export type StoredVersion = Database['t']['sheetVersions']['$inferSelect']
export type VersionHead = Omit<StoredVersion, 'content'>

export function sheetVersionStore(db: Database) {
  const { sheetVersions } = db.t
  return {
    /** Keeps the content of the sheet, once under each key. */
    async keep(faceId: string, key: string, content: () => SheetContent, now: Instant): Promise<void> {
      const kept = await db
        .select({ id: sheetVersions.id })
        .from(sheetVersions)
        .where(and(eq(sheetVersions.face_id, faceId), eq(sheetVersions.key, key)))
      if (kept.length > 0) return
      const said = content()
      const counts = { notes_count: Object.keys(said.notes).length, marks_count: Object.keys(said.marks).length }
      await db
        .insert(sheetVersions)
        .values({ id: randomUUID(), face_id: faceId, key, at: now, content: said, ...counts })
        .onConflictDoNothing()
    },

    /** Lists versions newest first, without their content, because a year of it is large. */
    async list(
      faceId: string,
      { page, page_size }: { page: number; page_size: number },
    ): Promise<{ results: VersionHead[]; count: number }> {
      const { content, ...head } = getTableColumns(sheetVersions)
      void content
      const where = eq(sheetVersions.face_id, faceId)
      const results = await db
        .select(head)
        .from(sheetVersions)
        .where(where)
        .orderBy(desc(sheetVersions.at), desc(sheetVersions.key))
        .limit(page_size)
        .offset((page - 1) * page_size)
      const [total] = await db.select({ n: count() }).from(sheetVersions).where(where)
      return { results, count: total?.n ?? 0 }
    },

    async get(faceId: string, id: string): Promise<StoredVersion | null> {
      const [version] = await db.select().from(sheetVersions).where(and(eq(sheetVersions.face_id, faceId), eq(sheetVersions.id, id)))
      return version ?? null
    },

    /** The first version that was kept at that moment or later; null if the sheet was not edited since. */
    async firstFrom(faceId: string, at: Instant): Promise<SheetContent | null> {
      const [version] = await db.select({ content: sheetVersions.content }).from(sheetVersions)
        .where(and(eq(sheetVersions.face_id, faceId), gte(sheetVersions.at, at)))
        .orderBy(asc(sheetVersions.at), asc(sheetVersions.key)).limit(1)
      return version?.content ?? null
    },

    async forget(before: Instant): Promise<void> {
      await db.delete(sheetVersions).where(lt(sheetVersions.at, before))
    },
  }
}
