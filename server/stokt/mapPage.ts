import { z } from 'zod'
import { mapClimbs, type MappedClimbs } from '../sources/stokt/climbs'

const Id = z.union([z.string(), z.number()]).transform(String)
const Named = z.object({ id: Id })
const Placed = z.object({ faceId: Id })

/** The Stokt id of the face that a climb is on; null if it names none. */
export const faceIdOf = (row: unknown): string | null => Placed.safeParse(row).data?.faceId ?? null

export interface KnownFace {
  id: string
  holds: ReadonlySet<number>
}
export interface Walls {
  /** Reads every wall that is in use, with its holds and its photo. */
  readAll: () => Promise<void>
  /** The face with this Stokt id; null: Stokt has none. One that is not stored yet is read. */
  face: (stoktId: string) => Promise<KnownFace | null>
  /** Reads the face again, once in a run: it may have new holds. */
  again: (stoktId: string) => Promise<KnownFace | null>
  /** The only face; null if there are several. */
  only: () => Promise<string | null>
}

/** The climbs of a page on one face. */
export interface FaceClimbs {
  faceId: string
  mapped: MappedClimbs
}
export interface MappedPage {
  faces: FaceClimbs[]
  /** The Stokt ids on the page, also of climbs that cannot be used. */
  ids: string[]
  /** Rows that cannot be used. */
  rejected: number
}

function mapOn(rows: readonly unknown[], stoktId: string, face: KnownFace): { mapped: MappedClimbs; lacksHold: boolean } {
  let lacksHold = false
  const hasHold = (id: number) => {
    const has = face.holds.has(id)
    lacksHold ||= !has
    return has
  }
  const mapped = mapClimbs(rows.map((row, index) => ({ row, file: 'the page', index })), { faceId: stoktId, hasHold })
  return { mapped, lacksHold }
}

/** Sorts the rows of a page by their faces and reads them. Faces and holds that are not known yet are read in Stokt. */
export async function mapPage(rows: readonly unknown[], walls: Walls): Promise<MappedPage> {
  const byFace = new Map<string, unknown[]>()
  const only = await walls.only()
  let rejected = 0
  for (const row of rows) {
    const stoktId = faceIdOf(row) ?? only
    if (stoktId === null) rejected++
    else byFace.set(stoktId, [...byFace.get(stoktId) ?? [], row])
  }
  const faces: FaceClimbs[] = []
  for (const [stoktId, own] of byFace) {
    const face = await walls.face(stoktId)
    if (!face) {
      rejected += own.length
      continue
    }
    const first = mapOn(own, stoktId, face)
    const newer = first.lacksHold ? await walls.again(stoktId) : null
    const { mapped } = newer ? mapOn(own, stoktId, newer) : first
    rejected += mapped.rejected.length
    faces.push({ faceId: face.id, mapped })
  }
  return { faces, ids: rows.flatMap(row => Named.safeParse(row).data?.id ?? []), rejected }
}
