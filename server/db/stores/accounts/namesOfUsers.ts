import { and, inArray, isNull } from 'drizzle-orm'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

/** Reads the names under which people see these users. An account that is about to be deleted has none. @returns names by id */
export async function namesOfUsers(db: Database, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const { users } = db.t
  const wanted = [...new Set(ids.filter(id => id !== null))]
  const people = await inChunks(wanted, chunk =>
    db
      .select({ id: users.id, full_name: users.full_name, username: users.username })
      .from(users)
      .where(and(inArray(users.id, chunk), isNull(users.deletes_at))),
  )
  return new Map(people.map(user => [user.id, user.full_name || user.username]))
}
