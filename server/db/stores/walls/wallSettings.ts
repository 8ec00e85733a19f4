import { and, eq, inArray, isNotNull, notExists, sql } from 'drizzle-orm'
import type { FaceRow } from '../../../../shared/model/face'
import type { GymRow } from '../../../../shared/model/gym'
import type { Instant } from '../../../../shared/model/instant'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { prepared } from '../../preparedQuery'

/** The columns of a face that an admin changes. */
export type FaceSettings = Pick<FaceRow, 'name' | 'position' | 'is_archived' | 'feet_rules_options'>

const removed = prepared((db, { holds }, { ids }: { ids: number[] }) =>
  db
    .select({ label: holds.label })
    .from(holds)
    .where(and(inArray(holds.id, ids), isNotNull(holds.removed_at))),
)

export function wallSettingStore(db: Database) {
  const { audit, auditUndos, faces, gyms, holds } = db.t
  return {
    /** Waits for whoever changes the same row, so that what is read afterwards is the newest. */
    async lockRow(kind: 'gym' | 'face' | 'hold', id: string | number) {
      if (kind === 'gym') await db.update(gyms).set({ name: sql`${gyms.name}` }).where(eq(gyms.id, String(id)))
      else if (kind === 'face') await db.update(faces).set({ name: sql`${faces.name}` }).where(eq(faces.id, String(id)))
      else await db.update(holds).set({ label: sql`${holds.label}` }).where(eq(holds.id, Number(id)))
    },
    async updateGym(id: string, values: Partial<Pick<GymRow, 'name' | 'location'>> & { updated_at: Instant }) {
      await db.update(gyms).set(values).where(eq(gyms.id, id))
    },
    async updateFace(id: string, values: Partial<FaceSettings> & { updated_at: Instant }) {
      await db.update(faces).set(values).where(eq(faces.id, id))
    },
    /** Says that holds left the wall, or with null that they are there again. */
    async putRemoved(id: number, removed: { removed_at: Instant | null; removed_reason: string | null }, now: Instant) {
      await db.update(holds).set({ ...removed, updated_at: now }).where(eq(holds.id, id))
    },
    /** The labels of those of the holds that are not on the wall any more. */
    async removedLabels(ids: readonly number[]): Promise<string[]> {
      const rows = await inChunks([...new Set(ids)], chunk => removed(db, { ids: chunk }))
      return rows.map(({ label }) => label)
    },
    /** The reason that an admin gave when the hold left the wall. */
    async removedReason(id: number): Promise<string | null> {
      return (await db.select({ reason: holds.removed_reason }).from(holds).where(eq(holds.id, id)))[0]?.reason ?? null
    },
    /** Lists the fields of a thing that were changed by acts of this kind which nobody has undone. */
    async fieldsChanged(target: { kind: string; id: string }, action: string): Promise<string[]> {
      const undone = db.select({ id: auditUndos.audit_id }).from(auditUndos).where(eq(auditUndos.audit_id, audit.id))
      const entries = await db
        .select({ detail: audit.detail })
        .from(audit)
        .where(and(eq(audit.target_kind, target.kind), eq(audit.target_id, target.id), eq(audit.action, action), notExists(undone)))
      return [...new Set(entries.flatMap(({ detail }) => (Array.isArray(detail['fields']) ? (detail['fields'] as string[]) : [])))]
    },
  }
}
