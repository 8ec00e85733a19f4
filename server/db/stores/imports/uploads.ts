import { and, eq, lt } from 'drizzle-orm'
import type { UploadState } from '../../../../shared/contract/imports'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

type Row = Database['t']['uploads']['$inferSelect']
export type StoredUpload = Omit<Row, 'bytes'>
export type UploadEnd = Pick<Row, 'state' | 'report' | 'problem'>

export function uploadStore(db: Database) {
  const { uploads } = db.t
  /** All but the zip, which may be large. */
  const { id, created_at, state, done, total, seen_at, report, problem } = uploads
  return {
    async insert(upload: Pick<Row, 'id' | 'bytes'>, now: Instant): Promise<void> {
      const fresh = { state: 'reading', created_at: now, seen_at: now, done: 0, total: 0, report: null, problem: null } as const
      await db.insert(uploads).values({ ...upload, ...fresh })
    },
    async get(wanted: string): Promise<StoredUpload | null> {
      const [row] = await db.select({ id, created_at, state, done, total, seen_at, report, problem })
        .from(uploads).where(eq(uploads.id, wanted))
      return row ?? null
    },
    async bytes(wanted: string): Promise<Buffer | null> {
      const [row] = await db.select({ bytes: uploads.bytes }).from(uploads).where(eq(uploads.id, wanted))
      return row?.bytes ?? null
    },
    /** @returns true if it was in that state: of two who ask at once only one goes on */
    async begin(wanted: string, from: UploadState, to: UploadState, now: Instant): Promise<boolean> {
      const changed = await db.update(uploads).set({ state: to, seen_at: now, done: 0 })
        .where(and(eq(uploads.id, wanted), eq(uploads.state, from))).returning({ id: uploads.id })
      return changed.length > 0
    },
    async progress(wanted: string, at: Pick<Row, 'done' | 'total' | 'seen_at'>): Promise<void> {
      await db.update(uploads).set(at).where(eq(uploads.id, wanted))
    },
    async end(wanted: string, end: UploadEnd): Promise<void> {
      await db.update(uploads).set({ ...end, ...end.state === 'ready' ? {} : { bytes: null } }).where(eq(uploads.id, wanted))
    },
    async forget(before: Instant): Promise<void> {
      await db.delete(uploads).where(lt(uploads.created_at, before))
    },
  }
}
