import { and, asc, desc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm'
import type { ListedLock, Lock } from '../../../shared/model/lock'
import { inChunks } from '../chunks'
import type { Database } from '../database'
import { prepared } from '../preparedQuery'

const ofFace = prepared((db, { locks }, { faceId }: { faceId: string }): PromiseLike<Lock[]> =>
  db.select().from(locks).where(eq(locks.face_id, faceId)),
)

export function lockStore(db: Database) {
  const { locks, audit, faces, holds, users } = db.t
  return {
    rows: (ids: readonly string[]): Promise<Lock[]> => inChunks(ids, chunk => db.select().from(locks).where(inArray(locks.id, chunk))),

    ofFace: (faceId: string): Promise<Lock[]> => ofFace(db, { faceId }),

    /** Lists the locks on all faces, newest first. The person is found in the log entry of the same moment. */
    listed: (): PromiseLike<ListedLock[]> => {
      const entry = and(
        eq(audit.at, locks.locked_at),
        eq(sql`${audit.target_kind} || ':' || ${audit.target_id}`, locks.id),
        eq(audit.action, sql`${audit.target_kind} || '.lock'`),
      )
      const name = sql<string | null>`coalesce(nullif(${users.full_name}, ''), ${users.username})`
      return db
        .select({
          ...getTableColumns(locks),
          face_name: faces.name,
          hold_label: holds.label,
          locked_by_kind: audit.actor_kind,
          locked_by_id: audit.actor_id,
          locked_by_name: name,
        })
        .from(locks)
        .innerJoin(faces, eq(faces.id, locks.face_id))
        .leftJoin(holds, eq(holds.id, locks.hold_id))
        .leftJoin(audit, entry)
        .leftJoin(users, and(eq(users.id, audit.actor_id), eq(audit.actor_kind, 'user')))
        .orderBy(desc(locks.locked_at), asc(locks.id))
    },

    /** Those of the faces that are locked as a whole. */
    lockedFaces: async (faceIds: readonly string[]): Promise<Set<string>> =>
      new Set(
        (
          await inChunks(faceIds, chunk =>
            db
              .select({ id: locks.face_id })
              .from(locks)
              .where(and(inArray(locks.face_id, chunk), isNull(locks.hold_id))),
          )
        ).map(row => row.id),
      ),

    /** A new reason replaces the old one; the time of the lock stays. */
    async put(lock: Lock): Promise<void> {
      await db
        .insert(locks)
        .values(lock)
        .onConflictDoUpdate({ target: locks.id, set: { reason: lock.reason } })
    },

    async delete(id: string): Promise<void> {
      await db.delete(locks).where(eq(locks.id, id))
    },
  }
}
