import { and, asc, eq, gt, lte } from 'drizzle-orm'
import type { Instant } from '../../../shared/model/instant'
import type { Database } from '../database'

export type StoredDocument = Database['t']['documents']['$inferSelect']

export function documentStore(db: Database) {
  const { documents, documentUpdates } = db.t
  return {
    async get(name: string): Promise<StoredDocument | null> {
      const [document] = await db.select().from(documents).where(eq(documents.name, name))
      return document ?? null
    },

    /** Makes it if there is none; whoever comes second gets the first one's. */
    async create(values: { name: string; epoch: string; face_id: string; user_id: string | null }, now: Instant): Promise<void> {
      await db.insert(documents).values({ ...values, seq: 0, snapshot_seq: 0, snapshot: null, created_at: now, updated_at: now }).onConflictDoNothing()
    },

    updatesAfter: (name: string, seq: number): Promise<{ seq: number; update: Buffer }[]> =>
      db.select({ seq: documentUpdates.seq, update: documentUpdates.update }).from(documentUpdates)
        .where(and(eq(documentUpdates.name, name), gt(documentUpdates.seq, seq))).orderBy(asc(documentUpdates.seq)),

    /** Takes the document's lock by raising its seq; the update's number is the answer, null if the epoch is another. */
    async append(name: string, epoch: string, update: Uint8Array, userId: string | null, now: Instant): Promise<number | null> {
      const [was] = await db.update(documents).set({ updated_at: now }).where(and(eq(documents.name, name), eq(documents.epoch, epoch))).returning()
      if (!was) return null
      const seq = was.seq + 1
      await db.update(documents).set({ seq }).where(eq(documents.name, name))
      await db.insert(documentUpdates).values({ name, seq, update: Buffer.from(update), user_id: userId, created_at: now })
      return seq
    },

    /** Puts the snapshot in and the updates it includes away. */
    async compact(name: string, seq: number, snapshot: Uint8Array, now: Instant): Promise<void> {
      await db.update(documents).set({ snapshot: Buffer.from(snapshot), snapshot_seq: seq, updated_at: now }).where(eq(documents.name, name))
      await db.delete(documentUpdates).where(and(eq(documentUpdates.name, name), lte(documentUpdates.seq, seq)))
    },
  }
}
