import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Face, FaceRow } from '../../../../shared/model/face'
import type { WallGrid } from '../../../../shared/model/grid'
import type { Gym, GymRow } from '../../../../shared/model/gym'
import type { Hold, HoldColour, PlacedHold } from '../../../../shared/model/hold'
import type { Instant } from '../../../../shared/model/instant'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { prepared } from '../../preparedQuery'
import { shownClimbs, visibleClimbs, type Viewer } from '../climbs/visibleClimbs'

const faceById = prepared((db, { faces }, { id }: { id: string }) => db.select().from(faces).where(eq(faces.id, id)))

const onFace = prepared((db, { holds }, { faceId, ids }: { faceId: string; ids: number[] }) =>
  db
    .select({ id: holds.id })
    .from(holds)
    .where(and(eq(holds.face_id, faceId), inArray(holds.id, ids))),
)

export function wallStore(db: Database) {
  const { gyms, faces, holds, climbs, pictures, users } = db.t

  const gymColumns = { id: gyms.id, stokt_id: gyms.stokt_id, name: gyms.name, location: gyms.location, source: gyms.source }
  const gymRowColumns = { ...gymColumns, updated_at: gyms.updated_at }
  const faceColumns = {
    id: faces.id, stokt_id: faces.stokt_id, gym_id: faces.gym_id, name: faces.name,
    picture_path: faces.picture_path, picture_width: faces.picture_width, picture_height: faces.picture_height,
    grid: faces.grid, position: faces.position, is_archived: faces.is_archived,
  }
  const faceRowColumns = {
    ...faceColumns, feet_rules_options: faces.feet_rules_options, has_symmetry: faces.has_symmetry, is_active: faces.is_active,
    updated_at: faces.updated_at,
  }
  const holdColumns = {
    id: holds.id, stokt_id: holds.stokt_id, polygon_str: holds.polygon_str,
    centroid_x: holds.centroid_x, centroid_y: holds.centroid_y, path_str: holds.path_str, area: holds.area,
    touch_polygon_str: holds.touch_polygon_str, centroid_str: holds.centroid_str, top_polygon_str: holds.top_polygon_str,
    center_tape_str: holds.center_tape_str, right_tape_str: holds.right_tape_str, left_tape_str: holds.left_tape_str,
    label: holds.label, colour: sql<HoldColour | null>`nullif(${holds.colour}, 'none')`,
    removed_at: holds.removed_at,
  }

  const holdsPerFace = async () =>
    new Map((await db.select({ id: holds.face_id, n: count() }).from(holds).groupBy(holds.face_id)).map(row => [row.id, row.n]))
  const climbsPerFace = async () =>
    new Map(
      (
        await db
          .select({ id: climbs.face_id, n: count() })
          .from(climbs)
          .where(and(eq(climbs.is_private, false), shownClimbs(db.t)))
          .groupBy(climbs.face_id)
      ).map(row => [row.id, row.n]),
    )

  /** Many texts come as one parameter of one statement, a JSON list. */
  const putTexts = async (column: 'label' | 'colour', texts: readonly { id: number; text: string }[]) => {
    if (texts.length === 0) return
    const list = JSON.stringify(texts)
    const given = db.dialect === 'sqlite'
      ? sql`(select json_extract(value, '$.id') as id, json_extract(value, '$.text') as text from json_each(${list})) as given`
      : sql`json_to_recordset(${list}::json) as given(id integer, text text)`
    await db.update(holds).set({ [column]: sql`given.text` }).from(given).where(sql`given.id = ${holds.id}`)
  }

  return {
    /** The gym whose name letters carry; null if there are several, or none but the demo. */
    async onlyGymName(): Promise<string | null> {
      const [only, another] = await db.select({ name: gyms.name }).from(gyms).where(eq(gyms.is_demo, false)).limit(2)
      return only && !another ? only.name : null
    },

    gymRows: (ids: readonly string[]): Promise<GymRow[]> =>
      inChunks(ids, async chunk => (await db.select(gymRowColumns).from(gyms).where(inArray(gyms.id, chunk))) as GymRow[]),

    faceRows: (ids: readonly string[]): Promise<FaceRow[]> =>
      inChunks(ids, chunk => db.select(faceRowColumns).from(faces).where(inArray(faces.id, chunk))),

    holdRows: (ids: readonly number[]): Promise<PlacedHold[]> =>
      inChunks(ids, chunk => db.select({ ...holdColumns, face_id: holds.face_id }).from(holds).where(inArray(holds.id, chunk))),

    async gyms(): Promise<Gym[]> {
      const perGym = new Map(
        (await db.select({ id: faces.gym_id, n: count() }).from(faces).groupBy(faces.gym_id)).map(row => [row.id, row.n]),
      )
      const rows = (await db.select(gymColumns).from(gyms).orderBy(asc(gyms.name), asc(gyms.id))) as Omit<Gym, 'faces_count'>[]
      return rows.map(gym => ({ ...gym, faces_count: perGym.get(gym.id) ?? 0 }))
    },

    /** Counts include the public climbs only, which every reader may see. */
    async faces(filter: { gymId?: string | undefined; id?: string }): Promise<Face[]> {
      const rows = await db.select(faceColumns).from(faces)
        .where(and(filter.gymId ? eq(faces.gym_id, filter.gymId) : undefined, filter.id ? eq(faces.id, filter.id) : undefined))
        .orderBy(asc(faces.position), asc(faces.name), asc(faces.id))
      const [holdCounts, climbCounts] = [await holdsPerFace(), await climbsPerFace()]
      return rows.map(face => ({ ...face, holds_count: holdCounts.get(face.id) ?? 0, climbs_count: climbCounts.get(face.id) ?? 0 }))
    },

    async face(key: { id: string } | { stoktId: string }) {
      const [face] = await ('id' in key ? faceById(db, key) : db.select().from(faces).where(eq(faces.stokt_id, key.stoktId)))
      return face ?? null
    },

    holds: (faceId?: string): Promise<Hold[]> =>
      db.select(holdColumns).from(holds).where(faceId ? eq(holds.face_id, faceId) : undefined).orderBy(asc(holds.id)),

    /** The same with the face of each. */
    placedHolds: (faceId?: string): Promise<PlacedHold[]> =>
      db.select({ ...holdColumns, face_id: holds.face_id }).from(holds).where(faceId ? eq(holds.face_id, faceId) : undefined)
        .orderBy(asc(holds.id)),

    async hold(key: { id: number } | { stoktId: number }): Promise<PlacedHold | null> {
      const [hold] = await db.select({ ...holdColumns, face_id: holds.face_id }).from(holds)
        .where('id' in key ? eq(holds.id, key.id) : eq(holds.stokt_id, key.stoktId))
      return hold ?? null
    },

    /** The holds of these that are on the face. */
    async holdsOnFace(faceId: string, ids: readonly number[]): Promise<Set<number>> {
      const rows = await inChunks(ids, chunk => onFace(db, { faceId, ids: chunk }))
      return new Set(rows.map(row => row.id))
    },

    /** The facts from which the labels of a face are made. */
    labelled: (faceId: string) =>
      db.select({ id: holds.id, centroid_x: holds.centroid_x, centroid_y: holds.centroid_y, label: holds.label }).from(holds)
        .where(eq(holds.face_id, faceId)),
    /** Two holds may swap their labels, so each is first called by its number, which is like no label. */
    async putLabels(labels: readonly { id: number; text: string }[]) {
      await inChunks(
        labels.map(({ id }) => id),
        async chunk =>
          db
            .update(holds)
            .set({ label: sql`'~' || ${holds.id}` })
            .where(inArray(holds.id, chunk))
            .returning({ id: holds.id }),
      )
      await putTexts('label', labels)
    },
    putColours: (colours: readonly { id: number; text: HoldColour | 'none' }[]) => putTexts('colour', colours),
    async putGrid(faceId: string, grid: WallGrid | null, now: Instant) {
      await db.update(faces).set({ grid, updated_at: now }).where(eq(faces.id, faceId))
    },
    /** The faces with holds whose colour was not yet taken from the photo. */
    facesToLookAt: async () => (await db.selectDistinct({ id: holds.face_id }).from(holds).where(isNull(holds.colour))).map(({ id }) => id),
    holdsToLookAt: (faceId: string) =>
      db.select({ id: holds.id, polygon_str: holds.polygon_str }).from(holds).where(and(eq(holds.face_id, faceId), isNull(holds.colour))),

    async picture(path: string) {
      const [picture] = await db.select().from(pictures).where(eq(pictures.path, path))
      return picture ?? null
    },

    /** The picture's row without its bytes, of which there are millions. */
    async pictureFacts(path: string) {
      const [facts] = await db.select({ mime: pictures.mime, sha256: pictures.sha256 }).from(pictures).where(eq(pictures.path, path))
      return facts ?? null
    },

    /** The counts include only climbs that the viewer may see; without a viewer they include all. */
    async counts(viewer: Viewer = { userId: null, seesPrivate: true }) {
      const n = async (table: typeof gyms | typeof faces | typeof holds | typeof users) =>
        (await db.select({ n: count() }).from(table))[0]?.n ?? 0
      const perSource = new Map(
        (await db.select({ source: climbs.source, n: count() }).from(climbs).where(visibleClimbs(db.t, viewer)).groupBy(climbs.source)).map(
          row => [row.source, row.n],
        ),
      )
      const [synced, local] = [perSource.get('stokt') ?? 0, perSource.get('mastoc') ?? 0]
      return {
        gyms: await n(gyms), faces: await n(faces), holds: await n(holds), users: await n(users),
        climbs: synced + local, climbs_synced: synced, climbs_local: local,
      }
    },
  }
}
