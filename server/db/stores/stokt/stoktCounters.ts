import { and, asc, count, eq, inArray, isNotNull, isNull, lte, min, or, sql } from 'drizzle-orm'
import { NEVER, type Instant } from '../../../../shared/model/instant'
import { chunksOf, inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { ofStoktGym } from './stokt'

/** Keeps when the counters of climbs were last read from Stokt, and finds those to read next. */
export function stoktCounterStore(db: Database) {
  const { stoktCounters, climbs, faces, gyms } = db.t
  /** Somebody opened the climb, and its counters are older than a day. */
  const isWanted = (before: Instant) => and(isNotNull(stoktCounters.wanted_at), lte(stoktCounters.at, before))

  return {
    /** The counters of these climbs were read at that moment. */
    async read(stoktIds: readonly string[], at: Instant): Promise<void> {
      const ids = await inChunks(stoktIds, chunk => db.select({ id: climbs.id }).from(climbs).where(inArray(climbs.stokt_id, chunk)))
      for (const chunk of chunksOf(ids)) {
        await db.insert(stoktCounters).values(chunk.map(({ id }) => ({ climb_id: id, at, wanted_at: null })))
          .onConflictDoUpdate({ target: stoktCounters.climb_id, set: { at, wanted_at: null } })
      }
    },
    async want(climbId: string, now: Instant): Promise<void> {
      await db.insert(stoktCounters).values({ climb_id: climbId, at: NEVER, wanted_at: now })
        .onConflictDoUpdate({ target: stoktCounters.climb_id, set: { wanted_at: now } })
    },
    async of(climbId: string): Promise<{ at: Instant | null; isWanted: boolean }> {
      const [row] = await db.select().from(stoktCounters).where(eq(stoktCounters.climb_id, climbId))
      return { at: row === undefined || row.at === NEVER ? null : row.at, isWanted: row !== undefined && row.wanted_at !== null }
    },
    /** The climbs whose counters are to be read: those that somebody opened, then the oldest. */
    stale: (gym: string, { wantedBefore, before, limit }: { wantedBefore: Instant; before: Instant; limit: number }) =>
      db.select({
        id: climbs.id, stokt_id: climbs.stokt_id, climbed_by: climbs.climbed_by, total_likes: climbs.total_likes,
        total_comments: climbs.total_comments, wanted_at: stoktCounters.wanted_at,
      }).from(climbs)
        .innerJoin(faces, eq(faces.id, climbs.face_id)).innerJoin(gyms, eq(gyms.id, faces.gym_id))
        .leftJoin(stoktCounters, eq(stoktCounters.climb_id, climbs.id))
        .where(and(
          ofStoktGym(db.t, gym),
          isNull(climbs.hidden_at),
          or(isWanted(wantedBefore), isNull(stoktCounters.at), lte(stoktCounters.at, before)),
        ))
        .orderBy(sql`CASE WHEN ${isWanted(wantedBefore)} THEN 0 ELSE 1 END`, sql`coalesce(${stoktCounters.at}, '')`, asc(climbs.id))
        .limit(limit),
    async age(gym: string): Promise<{ climbs: number; oldest_at: Instant | null }> {
      const [row] = await db.select({ climbs: count(), oldest_at: min(stoktCounters.at) }).from(stoktCounters)
        .innerJoin(climbs, eq(climbs.id, stoktCounters.climb_id)).innerJoin(faces, eq(faces.id, climbs.face_id))
        .innerJoin(gyms, eq(gyms.id, faces.gym_id)).where(ofStoktGym(db.t, gym))
      return { climbs: row?.climbs ?? 0, oldest_at: row?.oldest_at || null }
    },
  }
}
