import { eq } from 'drizzle-orm'
import type { Database } from '../../database'

/** Portraits: square WebP pictures, made by the server. */
export function avatarStore(db: Database) {
  const { avatars } = db.t
  return {
    async get(userId: string) {
      const [avatar] = await db.select({ name: avatars.name, bytes: avatars.bytes }).from(avatars).where(eq(avatars.user_id, userId))
      return avatar ?? null
    },

    async put(userId: string, avatar: { name: string; bytes: Buffer }) {
      await db.insert(avatars).values({ user_id: userId, ...avatar }).onConflictDoUpdate({ target: avatars.user_id, set: avatar })
    },

    async delete(userId: string) {
      await db.delete(avatars).where(eq(avatars.user_id, userId))
    },
  }
}
