import { asc, eq, gt, inArray, lte } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { ServerNode } from '../../../../shared/model/serverNode'
import type { Database } from '../../database'

export type StoredNode = Database['t']['nodes']['$inferSelect']

const viewOf = ({ id, version, started_at, connected }: StoredNode): ServerNode => ({ id, version, started_at, ...connected })

export function nodeStore(db: Database) {
  const { nodes } = db.t
  return {
    async put(node: StoredNode): Promise<void> {
      const { id: _, ...values } = node
      await db.insert(nodes).values(node).onConflictDoUpdate({ target: nodes.id, set: values })
    },

    /** @returns false if the row is not there any more */
    async seen(id: string, now: Instant): Promise<boolean> {
      return (await db.update(nodes).set({ seen_at: now }).where(eq(nodes.id, id)).returning({ id: nodes.id })).length === 1
    },

    async delete(ids: readonly string[]): Promise<void> {
      await db.delete(nodes).where(inArray(nodes.id, [...ids]))
    },

    rows: async (ids: readonly string[]): Promise<ServerNode[]> =>
      (await db.select().from(nodes).where(inArray(nodes.id, [...ids]))).map(viewOf),

    /** The servers that were seen after the moment, the oldest first. */
    alive: async (since: Instant): Promise<ServerNode[]> =>
      (await db.select().from(nodes).where(gt(nodes.seen_at, since)).orderBy(asc(nodes.started_at), asc(nodes.id))).map(viewOf),

    idsGone: async (since: Instant): Promise<string[]> =>
      (await db.select({ id: nodes.id }).from(nodes).where(lte(nodes.seen_at, since))).map(({ id }) => id),
  }
}
