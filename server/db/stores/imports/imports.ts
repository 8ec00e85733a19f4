import { and, eq, gt, inArray, isNotNull, isNull, lt, notInArray, or, sql } from 'drizzle-orm'
import { chunksOf } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { importedRows } from './importedRows'

type Tables = Database['t']
export type HoldValues = Tables['holds']['$inferInsert']
export type ClimbImportValues = Tables['climbs']['$inferInsert']
export type FaceValues = Tables['faces']['$inferInsert']
export type GymValues = Tables['gyms']['$inferInsert']

/** Bulk writes of an import. The use-case has already decided which rows are new and which changed. */
export function importStore(db: Database) {
  const { gyms, faces, holds, climbs, climbHolds, pictures, annotations, documents, holdHistory, locks, tasks, users } = db.t
  const { ascents, comments, likes, listClimbs } = db.t

  return {
    ...importedRows(db),

    async putGym(values: GymValues) {
      await db.insert(gyms).values(values).onConflictDoUpdate({ target: gyms.id, set: values })
    },

    async putFace(values: FaceValues) {
      await db.insert(faces).values(values).onConflictDoUpdate({ target: faces.id, set: values })
    },

    /** @returns true if the photo is new or another */
    async putPicture(values: Tables['pictures']['$inferInsert']): Promise<boolean> {
      const [was] = await db.select({ sha256: pictures.sha256 }).from(pictures).where(eq(pictures.path, values.path))
      if (was?.sha256 === values.sha256) return false
      await db.insert(pictures).values(values).onConflictDoUpdate({ target: pictures.path, set: values })
      return true
    },
    async hasPicture(path: string): Promise<boolean> {
      return (await db.select({ path: pictures.path }).from(pictures).where(eq(pictures.path, path))).length > 0
    },

    /** An existing hold keeps its label. A hold whose shape changed must get its colour from the photo again. */
    async putHolds(values: readonly HoldValues[]) {
      const set = {
        polygon_str: sql`excluded.polygon_str`, centroid_x: sql`excluded.centroid_x`, centroid_y: sql`excluded.centroid_y`,
        path_str: sql`excluded.path_str`, area: sql`excluded.area`, touch_polygon_str: sql`excluded.touch_polygon_str`,
        centroid_str: sql`excluded.centroid_str`, top_polygon_str: sql`excluded.top_polygon_str`,
        center_tape_str: sql`excluded.center_tape_str`, right_tape_str: sql`excluded.right_tape_str`,
        left_tape_str: sql`excluded.left_tape_str`, colour: sql`excluded.colour`, updated_at: sql`excluded.updated_at`,
      }
      for (const chunk of chunksOf(values)) await db.insert(holds).values(chunk).onConflictDoUpdate({ target: holds.id, set })
    },

    /** The face has another photo. */
    async forgetColours(faceId: string) {
      await db.update(holds).set({ colour: null }).where(eq(holds.face_id, faceId))
    },

    async insertUsers(values: readonly Tables['users']['$inferInsert'][]) {
      for (const chunk of chunksOf(values)) await db.insert(users).values(chunk)
    },

    async insertClimbs(values: readonly ClimbImportValues[], rows: readonly Tables['climbHolds']['$inferInsert'][]) {
      for (const chunk of chunksOf(values)) await db.insert(climbs).values(chunk)
      for (const chunk of chunksOf(rows, 2000)) await db.insert(climbHolds).values(chunk)
    },

    async insertVotes(values: readonly Tables['annotations']['$inferInsert'][]) {
      for (const chunk of chunksOf(values)) await db.insert(annotations).values(chunk)
    },

    /** Gyms made by the demo. */
    demoGyms: () => db.select({ id: gyms.id }).from(gyms).where(eq(gyms.is_demo, true)),

    /** True if nobody set a climb, voted or wrote on the faces of this gym. */
    async isUntouched(gymId: string): Promise<boolean> {
      const faceIds = (await db.select({ id: faces.id }).from(faces).where(eq(faces.gym_id, gymId))).map(face => face.id)
      const any = async (found: Promise<unknown[]>) => (await found).length > 0
      const climb = db
        .select({ id: climbs.id })
        .from(climbs)
        .where(and(inArray(climbs.face_id, faceIds), or(isNotNull(climbs.created_by_id), isNotNull(climbs.updated_by_id))))
        .limit(1)
      // The demo's own people cannot log in.
      const brought = db.select({ id: users.id }).from(users).where(and(isNull(users.password_hash), isNull(users.email)))
      const vote = db
        .select({ id: annotations.hold_id })
        .from(annotations)
        .where(and(inArray(annotations.face_id, faceIds), notInArray(annotations.user_id, brought)))
        .limit(1)
      // The demo wrote its sheet as a snapshot, without an update.
      const note = db
        .select({ name: documents.name })
        .from(documents)
        .where(
          and(
            inArray(documents.face_id, faceIds),
            gt(documents.seq, 0),
            or(gt(documents.seq, 1), lt(documents.snapshot_seq, documents.seq)),
          ),
        )
        .limit(1)
      const task = db
        .select({ id: tasks.id })
        .from(tasks)
        .where(
          and(
            inArray(tasks.face_id, faceIds),
            or(
              isNull(tasks.asked_by_id),
              notInArray(tasks.asked_by_id, brought),
              notInArray(tasks.done_by_id, brought),
              and(isNotNull(tasks.done_at), isNull(tasks.done_by_id)),
            ),
          ),
        )
        .limit(1)
      const isHere = inArray(climbs.face_id, faceIds)
      const onClimbs = [likes, ascents, comments, listClimbs].map(table =>
        db.select({ id: table.climb_id }).from(table).innerJoin(climbs, eq(climbs.id, table.climb_id)).where(isHere).limit(1))
      const lock = db.select({ id: locks.id }).from(locks).where(inArray(locks.face_id, faceIds)).limit(1)
      for (const found of [climb, vote, note, task, lock, ...onClimbs]) if (await any(found)) return false
      return true
    },

    /** Deletes everything that belongs to a gym. @returns the ids, which the feeds delete too */
    async removeGym(gymId: string) {
      const faceRows = await db.select({ id: faces.id, picture_path: faces.picture_path }).from(faces).where(eq(faces.gym_id, gymId))
      const faceIds = faceRows.map(face => face.id)
      const holdIds = (await db.select({ id: holds.id }).from(holds).where(inArray(holds.face_id, faceIds))).map(hold => hold.id)
      const taskIds = (await db.select({ id: tasks.id }).from(tasks).where(inArray(tasks.face_id, faceIds))).map(task => task.id)
      const voterIds = (
        await db.selectDistinct({ id: annotations.user_id }).from(annotations).where(inArray(annotations.face_id, faceIds))
      ).map(vote => vote.id)
      const climbRows = await db.select({ id: climbs.id, setter_id: climbs.setter_id }).from(climbs).where(inArray(climbs.face_id, faceIds))
      await db.delete(climbs).where(inArray(climbs.face_id, faceIds))
      await db.delete(documents).where(inArray(documents.face_id, faceIds))
      await db.delete(gyms).where(eq(gyms.id, gymId))
      // The history goes last, because the database keeps the history of a hold as long as the hold exists.
      for (const chunk of chunksOf(holdIds)) await db.delete(holdHistory).where(inArray(holdHistory.hold_id, chunk))
      await db.delete(pictures).where(inArray(pictures.path, faceRows.map(face => face.picture_path)))
      const setterIds = [...new Set([...voterIds, ...climbRows.flatMap(climb => climb.setter_id ?? [])])]
      return { faceIds, holdIds, taskIds, climbIds: climbRows.map(climb => climb.id), setterIds }
    },

    /** Demo setters, who have no password, are deleted with their last climb. */
    async removeIdleSetters(ids: readonly string[]) {
      for (const chunk of chunksOf(ids)) {
        const busy = (await db.selectDistinct({ id: climbs.setter_id }).from(climbs).where(inArray(climbs.setter_id, chunk))).flatMap(
          row => row.id ?? [],
        )
        const idle = chunk.filter(id => !busy.includes(id))
        await db.delete(users).where(and(inArray(users.id, idle), sql`${users.password_hash} is null`, sql`${users.email} is null`))
      }
    },
  }
}
