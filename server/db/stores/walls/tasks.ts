import { and, count, desc, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { Task, TaskKind } from '../../../../shared/model/task'
import type { Instant } from '../../../../shared/model/instant'
import { inChunks } from '../../../concurrency/chunks'
import { takenAs, type Database } from '../../database'
import { namesOfUsers } from '../accounts/namesOfUsers'

export type StoredTask = Omit<Database['t']['tasks']['$inferSelect'], 'kind'> & { kind: TaskKind }

export function taskStore(db: Database) {
  const { tasks } = db.t

  async function withNames(rows: readonly StoredTask[]): Promise<Task[]> {
    const names = await namesOfUsers(db, rows.flatMap(row => [row.asked_by_id, row.done_by_id]))
    const nameOf = (id: string | null) => names.get(id ?? '') ?? null
    return rows.map(row => ({ ...row, asked_by_name: nameOf(row.asked_by_id), done_by_name: nameOf(row.done_by_id) }))
  }

  return {
    async byId(id: string): Promise<StoredTask | null> {
      const [task] = (await db.select().from(tasks).where(eq(tasks.id, id))) as StoredTask[]
      return task ?? null
    },

    async open(holdId: number, kind: TaskKind): Promise<StoredTask | null> {
      const [task] = (await db
        .select()
        .from(tasks)
        .where(and(eq(tasks.hold_id, holdId), eq(tasks.kind, kind), isNull(tasks.done_at)))) as StoredTask[]
      return task ?? null
    },

    /** @returns false if one of the kind is open on the hold already */
    async insert(task: StoredTask): Promise<boolean> {
      return (await db.insert(tasks).values(task).onConflictDoNothing().returning({ id: tasks.id })).length === 1
    },

    async setNote(id: string, note: string | null): Promise<void> {
      await db.update(tasks).set({ note }).where(eq(tasks.id, id))
    },

    /**
     * Marks a task as done or open again, unless somebody did so first. @returns true if this call did it
     * @throws Refusal `taken` if one of the kind is open meanwhile
     */
    async setDone(id: string, done: Pick<StoredTask, 'done_by_id' | 'done_at'>): Promise<boolean> {
      const isOther = done.done_at === null ? isNotNull(tasks.done_at) : isNull(tasks.done_at)
      const set = await db.update(tasks).set(done).where(and(eq(tasks.id, id), isOther)).returning({ id: tasks.id }).catch(takenAs('kind'))
      return set.length === 1
    },

    async delete(id: string): Promise<void> {
      await db.delete(tasks).where(eq(tasks.id, id))
    },

    views: (rows: readonly StoredTask[]): Promise<Task[]> => withNames(rows),

    /** The tasks of these that are open, or were done after the moment. */
    rows: async (ids: readonly string[], doneAfter: Instant): Promise<Task[]> =>
      withNames(await inChunks(ids, async chunk => (await db.select().from(tasks)
        .where(and(inArray(tasks.id, chunk), or(isNull(tasks.done_at), gt(tasks.done_at, doneAfter))))) as StoredTask[])),

    openOfFace: async (faceId: string): Promise<Task[]> =>
      withNames((await db.select().from(tasks)
        .where(and(eq(tasks.face_id, faceId), isNull(tasks.done_at)))
        .orderBy(tasks.asked_at, tasks.id)) as StoredTask[]),

    /** The tasks that a person asked for or did, newest first. */
    idsOf: async (userId: string): Promise<string[]> =>
      (await db.select({ id: tasks.id }).from(tasks)
        .where(or(eq(tasks.asked_by_id, userId), eq(tasks.done_by_id, userId)))
        .orderBy(desc(tasks.asked_at), desc(tasks.id)))
        .map(row => row.id),

    /** The number of open tasks that a person asked for. */
    async countOpenOf(userId: string): Promise<number> {
      const [row] = await db.select({ n: count() }).from(tasks).where(and(eq(tasks.asked_by_id, userId), isNull(tasks.done_at)))
      return row?.n ?? 0
    },

    /** The tasks that were done within a stretch of time. */
    idsDone: async ({ after, until }: { after: Instant; until: Instant }): Promise<string[]> =>
      (await db.select({ id: tasks.id }).from(tasks)
        .where(and(isNotNull(tasks.done_at), gt(tasks.done_at, after), lte(tasks.done_at, until))))
        .map(row => row.id),
  }
}
