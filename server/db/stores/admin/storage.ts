import { sql, sum, type SQLWrapper } from 'drizzle-orm'
import type { Database } from '../../database'

export function storageStore(db: Database) {
  const { avatars, pictures } = db.t
  // Neither reads the pictures themselves: both databases keep the length beside them.
  const lengthOf = (bytes: SQLWrapper) => (db.dialect === 'sqlite' ? sql`length(${bytes})` : sql`octet_length(${bytes})`)
  return {
    /** The bytes of the wall photos and of people's pictures. */
    async pictureBytes(): Promise<number> {
      const [photos] = await db.select({ bytes: sum(lengthOf(pictures.bytes)) }).from(pictures)
      const [people] = await db.select({ bytes: sum(lengthOf(avatars.bytes)) }).from(avatars)
      return Number(photos?.bytes ?? 0) + Number(people?.bytes ?? 0)
    },

    /** The bytes of everything in a database of PostgreSQL. */
    async databaseBytes(): Promise<number> {
      const [size] = await db.select({ bytes: sql<string>`pg_database_size(current_database())` }).from(sql`(SELECT 1) AS one`)
      return Number(size?.bytes ?? 0)
    },
  }
}
