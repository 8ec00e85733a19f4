import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Lock } from '../../../shared/model/lock'
import { inChunks } from '../chunks'
import type { Database } from '../database'
import { keptQuery } from '../kept'

const ofFace = keptQuery((db, { locks }, { faceId }: { faceId: string }): PromiseLike<Lock[]> => db.select().from(locks).where(eq(locks.face_id, faceId)))

export function lockStore(db: Database) {
  const { locks } = db.t
  return {
    rows: (ids: readonly string[]): Promise<Lock[]> => inChunks(ids, chunk => db.select().from(locks).where(inArray(locks.id, chunk))),

    ofFace: (faceId: string): Promise<Lock[]> => ofFace(db, { faceId }),

    /** Those of the faces that are locked as a whole. */
    lockedFaces: async (faceIds: readonly string[]): Promise<Set<string>> =>
      new Set((await inChunks(faceIds, chunk => db.select({ id: locks.face_id }).from(locks).where(and(inArray(locks.face_id, chunk), isNull(locks.hold_id))))).map(row => row.id)),

    /** Another reason replaces the one before; since when it is locked stays. */
    async put(lock: Lock): Promise<void> {
      await db.insert(locks).values(lock).onConflictDoUpdate({ target: locks.id, set: { reason: lock.reason } })
    },

    async delete(id: string): Promise<void> {
      await db.delete(locks).where(eq(locks.id, id))
    },
  }
}
