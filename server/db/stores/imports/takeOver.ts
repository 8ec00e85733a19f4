import { and, eq, inArray } from 'drizzle-orm'
import { chunksOf, inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import type { StoredAnnotation } from '../annotations/annotations'
import type { StoredImportClimb } from './importedRows'
import type { StoredUser } from '../accounts/users'

type Tables = Database['t']

/** The queries of a take-over, which looks many things up at once. */
export function takeOverStore(db: Database) {
  const { annotations, climbs, gyms, personalNotes, setterAliases, users } = db.t
  return {
    async gym(id: string) {
      const [gym] = await db.select().from(gyms).where(eq(gyms.id, id))
      return gym ?? null
    },

    /** The users with one of these ids, Stokt ids, names or addresses. */
    async users(wanted: { ids: string[]; stoktIds: string[]; usernameKeys: string[]; emailKeys: string[] }): Promise<StoredUser[]> {
      const asked = [
        [users.id, wanted.ids], [users.stokt_id, wanted.stoktIds],
        [users.username_key, wanted.usernameKeys], [users.email_key, wanted.emailKeys],
      ] as const
      const found = new Map<string, StoredUser>()
      for (const [column, values] of asked) {
        const rows = await inChunks(values, chunk => db.select().from(users).where(inArray(column, chunk)))
        for (const user of rows as StoredUser[]) found.set(user.id, user)
      }
      return [...found.values()]
    },

    /** Remembers which user each of these is, so that whoever deletes their account here does not come back. */
    async putAliases(aliases: readonly { import_key: string; user_id: string }[]) {
      for (const chunk of chunksOf(aliases)) await db.insert(setterAliases).values(chunk).onConflictDoNothing()
    },

    climbs: (ids: readonly string[]): Promise<StoredImportClimb[]> =>
      inChunks(ids, chunk => db.select().from(climbs).where(inArray(climbs.id, chunk))),

    /** The climbs on which somebody remarked something, as `<user> <climb>`. */
    async remarked(climbIds: readonly string[]): Promise<Set<string>> {
      const rows = await inChunks(climbIds, chunk =>
        db.select({ user_id: personalNotes.user_id, climb_id: personalNotes.climb_id }).from(personalNotes)
          .where(inArray(personalNotes.climb_id, chunk)))
      return new Set(rows.map(({ user_id, climb_id }) => `${user_id} ${climb_id}`))
    },
    async putRemarks(rows: readonly Tables['personalNotes']['$inferInsert'][]) {
      for (const chunk of chunksOf(rows)) await db.insert(personalNotes).values(chunk)
    },

    annotationsOn: (holdIds: readonly number[]): Promise<StoredAnnotation[]> =>
      inChunks(holdIds, chunk => db.select().from(annotations).where(inArray(annotations.hold_id, chunk))),
    async insertAnnotations(rows: readonly StoredAnnotation[]) {
      for (const chunk of chunksOf(rows)) await db.insert(annotations).values(chunk)
    },
    async updateAnnotation({ user_id, hold_id, ...values }: StoredAnnotation) {
      await db.update(annotations).set(values).where(and(eq(annotations.user_id, user_id), eq(annotations.hold_id, hold_id)))
    },

    /** Puts a portrait in place without saying that the account was changed here. */
    async setAvatarPath(id: string, avatar_path: string) {
      await db.update(users).set({ avatar_path }).where(eq(users.id, id))
    },
  }
}
