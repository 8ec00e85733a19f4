import { randomUUID } from 'node:crypto'
import { and, count, desc, eq, gt, inArray, lt } from 'drizzle-orm'
import type { HistoryKind } from '../../../../shared/model/history'
import type { Instant } from '../../../../shared/model/instant'
import { inPieces } from '../../../concurrency/inPieces'
import { chunksOf, inChunks } from '../../../concurrency/chunks'
import { hotSize } from '../../hotSize'
import type { Database } from '../../database'
import { prepared } from '../../preparedQuery'

export interface HistoryEntry {
  hold_id: number
  face_id: string
  kind: HistoryKind
  /** Null if nobody may know the actor. */
  actor_id: string | null
  detail: Record<string, unknown>
}
export type StoredEvent = HistoryEntry & { id: string; at: Instant }

const append = prepared((db, { holdHistory }, { rows }: { rows: StoredEvent[] }) => db.insert(holdHistory).values(rows))

const consensusSince = prepared((db, { holdHistory }, { holdIds, after }: { holdIds: number[]; after: Instant }) =>
  db.select({ hold_id: holdHistory.hold_id, detail: holdHistory.detail }).from(holdHistory)
    .where(and(inArray(holdHistory.hold_id, holdIds), gt(holdHistory.at, after), eq(holdHistory.kind, 'consensus'))))

/**
 * Append-only: the program has no way to change an entry, or to remove one younger than two years while its hold
 * exists, and the database refuses it.
 */
export function historyStore(db: Database) {
  const { holdHistory } = db.t
  return {
    async append(entries: readonly HistoryEntry[], now: Instant): Promise<void> {
      await inPieces(
        chunksOf(entries, hotSize(db)),
        async chunk => void (await append(db, { rows: chunk.map(entry => ({ ...entry, id: randomUUID(), at: now })) })),
      )
    },

    /** The entries about the holds' consensus after the moment. */
    consensusSince: (holdIds: readonly number[], after: Instant): Promise<Pick<HistoryEntry, 'hold_id' | 'detail'>[]> =>
      inChunks(holdIds, chunk => consensusSince(db, { holdIds: chunk, after }), hotSize(db)),

    /** Lists entries newest first. `count` is the number on all pages together. */
    async list(
      holdId: number,
      { page, page_size }: { page: number; page_size: number },
    ): Promise<{ results: StoredEvent[]; count: number }> {
      const where = eq(holdHistory.hold_id, holdId)
      const results = (await db
        .select()
        .from(holdHistory)
        .where(where)
        .orderBy(desc(holdHistory.at), desc(holdHistory.id))
        .limit(page_size)
        .offset((page - 1) * page_size)) as StoredEvent[]
      const [total] = await db.select({ n: count() }).from(holdHistory).where(where)
      return { results, count: total?.n ?? 0 }
    },

    /** [HOUSE-4] The database refuses to delete entries younger than two years. */
    async forget(before: Instant): Promise<void> {
      await db.delete(holdHistory).where(lt(holdHistory.at, before))
    },

    /** True if an entry after the moment already tells that the person edited the hold's note. */
    async isNoteTold({ holdId, actorId }: { holdId: number; actorId: string }, after: Instant): Promise<boolean> {
      const told = await db
        .select({ id: holdHistory.id })
        .from(holdHistory)
        .where(
          and(eq(holdHistory.hold_id, holdId), gt(holdHistory.at, after), eq(holdHistory.kind, 'note'), eq(holdHistory.actor_id, actorId)),
        )
        .limit(1)
      return told.length > 0
    },
  }
}
