import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

type Tables = Database['t']
/** All rows of one wall, as they are stored. */
export interface StoredWall {
  gym: Tables['gyms']['$inferSelect']
  face: Tables['faces']['$inferSelect']
  picture: { mime: string; bytes: Buffer } | null
  holds: Tables['holds']['$inferSelect'][]
  climbs: Tables['climbs']['$inferSelect'][]
  setters: Pick<Tables['users']['$inferSelect'], 'id' | 'stokt_id' | 'username' | 'full_name' | 'email' | 'password_hash'>[]
}

export function exportStore(db: Database) {
  const { gyms, faces, holds, climbs, pictures, users } = db.t
  return {
    /** Null if there is no such wall. Climbs in the bin, and those that an admin hides, are not in it. */
    async wall(faceId: string, { withPrivate }: { withPrivate: boolean }): Promise<StoredWall | null> {
      const [face] = await db.select().from(faces).where(eq(faces.id, faceId))
      const [gym] = face ? await db.select().from(gyms).where(eq(gyms.id, face.gym_id)) : []
      if (!face || !gym) return null
      const photo = { mime: pictures.mime, bytes: pictures.bytes }
      const [picture] = await db.select(photo).from(pictures).where(eq(pictures.path, face.picture_path))
      const shown = and(eq(climbs.face_id, faceId), isNull(climbs.deleted_at), isNull(climbs.hidden_at))
      const rows = await db.select().from(climbs).where(withPrivate ? shown : and(shown, eq(climbs.is_private, false)))
        .orderBy(asc(climbs.created_at), asc(climbs.id))
      const setterIds = [...new Set(rows.flatMap(({ setter_id }) => setter_id ?? []))]
      const { id, stokt_id, username, full_name, email, password_hash } = users
      const columns = { id, stokt_id, username, full_name, email, password_hash }
      return {
        gym, face, picture: picture ?? null,
        holds: await db.select().from(holds).where(eq(holds.face_id, faceId)).orderBy(asc(holds.id)),
        climbs: rows,
        setters: await inChunks(setterIds, chunk => db.select(columns).from(users).where(inArray(users.id, chunk))),
      }
    },
  }
}
