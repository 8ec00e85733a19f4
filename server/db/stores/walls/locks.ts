import { and, asc, desc, eq, getTableColumns, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { ListedLock, Lock } from '../../../../shared/model/lock'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { prepared } from '../../preparedQuery'

const ofFace = prepared((db, { locks }, { faceId, now }: { faceId: string; now: Instant }): PromiseLike<Lock[]> =>
  db
    .select()
    .from(locks)
    .where(and(eq(locks.face_id, faceId), or(isNull(locks.until), gt(locks.until, now)))),
)

export function lockStore(db: Database) {
  const { locks, audit, faces, holds, users } = db.t
  /** [LOCK-8] A lock that ended counts no more, even before its row is gone. */
  const stands = (now: Instant) => or(isNull(locks.until), gt(locks.until, now))
  return {
    rows: (ids: readonly string[]): Promise<Lock[]> => inChunks(ids, chunk => db.select().from(locks).where(inArray(locks.id, chunk))),

    ofFace: (faceId: string, now: Instant): Promise<Lock[]> => ofFace(db, { faceId, now }),

    /** Lists the locks that ended. */
    ended: (now: Instant): Promise<Lock[]> => db.select().from(locks).where(lte(locks.until, now)),

    /** Lists the locks on all faces, newest first. The person is found in the log entry of the same moment. */
    listed: (now: Instant): PromiseLike<ListedLock[]> => {
      const alone = and(
        eq(sql`${audit.target_kind} || ':' || ${audit.target_id}`, locks.id),
        eq(audit.action, sql`${audit.target_kind} || '.lock'`),
      )
      const withOthers = and(eq(audit.target_id, locks.face_id), eq(audit.action, 'face.lock_holds'))
      const entry = and(eq(audit.at, locks.locked_at), or(alone, withOthers))
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
        .where(stands(now))
        .orderBy(desc(locks.locked_at), asc(locks.id))
    },

    /** The faces of these that are locked as a whole. */
    lockedFaces: async (faceIds: readonly string[], now: Instant): Promise<Set<string>> =>
      new Set(
        (
          await inChunks(faceIds, chunk =>
            db
              .select({ id: locks.face_id })
              .from(locks)
              .where(and(inArray(locks.face_id, chunk), isNull(locks.hold_id), stands(now))),
          )
        ).map(row => row.id),
      ),

    /** Locks it, or replaces the reason and the end of its lock. */
    async put(lock: Lock): Promise<void> {
      await db
        .insert(locks)
        .values(lock)
        .onConflictDoUpdate({ target: locks.id, set: { reason: lock.reason, locked_at: lock.locked_at, until: lock.until } })
    },

    async delete(ids: readonly string[]): Promise<void> {
      await inChunks(ids, chunk => db.delete(locks).where(inArray(locks.id, chunk)).returning({ id: locks.id }))
    },
  }
}
