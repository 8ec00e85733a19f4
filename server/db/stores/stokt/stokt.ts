import { and, asc, eq, inArray, isNull, isNotNull, lte, notInArray, or } from 'drizzle-orm'
import type { StoktMode } from '../../../../shared/contract/sources'
import { NEVER, type Instant } from '../../../../shared/model/instant'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

type Tables = Database['t']
export type StoredMirror = Tables['stoktMirrors']['$inferSelect']
type StoredPage = Tables['stoktPages']['$inferSelect']
type StoredEtag = Tables['stoktEtags']['$inferSelect']

/** Climbs of the gym that come from Stokt and were not deleted here. */
export const ofStoktGym = ({ climbs, gyms }: Tables, gym: string) =>
  and(eq(gyms.stokt_id, gym), isNotNull(climbs.stokt_id), isNull(climbs.deleted_at))

/** The mirror of a gym of Stokt: who asks, where a run stands, and which answers are known. */
export function stoktStore(db: Database) {
  const { stoktMirrors, stoktPages, stoktEtags, stoktPublications, climbs, faces, gyms } = db.t
  /** Climbs that were set here: they stay, whatever becomes of them in Stokt. */
  const published = db.select({ id: stoktPublications.climb_id }).from(stoktPublications)

  return {
    async mirror(gym: string): Promise<StoredMirror | null> {
      return (await db.select().from(stoktMirrors).where(eq(stoktMirrors.gym, gym)))[0] ?? null
    },

    /** Makes the row of a mirror that never ran. */
    async begin(gym: string): Promise<void> {
      await db.insert(stoktMirrors).values({ gym, held_until: NEVER, next_at: NEVER, failures: 0 }).onConflictDoNothing()
    },

    /** Gives the mirror to one process of all until the moment. @returns false if another one has it */
    async lease(gym: string, holder: string, { now, until }: { now: Instant; until: Instant }): Promise<boolean> {
      const isFree = or(isNull(stoktMirrors.holder), eq(stoktMirrors.holder, holder), lte(stoktMirrors.held_until, now))
      const held = await db.update(stoktMirrors).set({ holder, held_until: until }).where(and(eq(stoktMirrors.gym, gym), isFree))
        .returning({ gym: stoktMirrors.gym })
      return held.length === 1
    },
    /** Writes for the process that has the mirror. @returns false if it lost it to another, and then nothing was written */
    async put(gym: string, holder: string, values: Partial<Omit<StoredMirror, 'gym'>>): Promise<boolean> {
      const put = await db.update(stoktMirrors).set(values).where(and(eq(stoktMirrors.gym, gym), eq(stoktMirrors.holder, holder)))
        .returning({ gym: stoktMirrors.gym })
      return put.length === 1
    },
    async want(gym: string, mode: StoktMode): Promise<void> {
      await db.update(stoktMirrors).set({ wanted: mode }).where(eq(stoktMirrors.gym, gym))
    },

    async putPage(page: StoredPage): Promise<void> {
      await db.insert(stoktPages).values(page).onConflictDoUpdate({ target: [stoktPages.gym, stoktPages.page], set: { ids: page.ids } })
    },
    async idsOnPages(gym: string): Promise<Set<string>> {
      const pages = await db.select({ ids: stoktPages.ids }).from(stoktPages).where(eq(stoktPages.gym, gym))
      return new Set(pages.flatMap(({ ids }) => ids))
    },
    async forgetPages(gym: string): Promise<void> {
      await db.delete(stoktPages).where(eq(stoktPages.gym, gym))
    },

    async etag(path: string): Promise<StoredEtag | null> {
      return (await db.select().from(stoktEtags).where(eq(stoktEtags.path, path)))[0] ?? null
    },
    async putEtag(etag: StoredEtag): Promise<void> {
      await db.insert(stoktEtags).values(etag).onConflictDoUpdate({ target: stoktEtags.path, set: etag })
    },
    async forgetEtags(before: Instant): Promise<void> {
      await db.delete(stoktEtags).where(lte(stoktEtags.at, before))
    },

    /** The faces of the gym that came from Stokt. */
    faces: (gym: string) =>
      db.select({ id: faces.id, stokt_id: faces.stokt_id }).from(faces).innerJoin(gyms, eq(gyms.id, faces.gym_id))
        .where(and(eq(gyms.stokt_id, gym), isNotNull(faces.stokt_id))),
    async gym(gym: string): Promise<{ id: string; name: string } | null> {
      return (await db.select({ id: gyms.id, name: gyms.name }).from(gyms).where(eq(gyms.stokt_id, gym)))[0] ?? null
    },

    /** The public climbs of the gym that everybody sees and that came from Stokt. */
    shownClimbs: (gym: string): Promise<{ id: string; stokt_id: string | null }[]> =>
      db.select({ id: climbs.id, stokt_id: climbs.stokt_id }).from(climbs)
        .innerJoin(faces, eq(faces.id, climbs.face_id)).innerJoin(gyms, eq(gyms.id, faces.gym_id))
        .where(and(ofStoktGym(db.t, gym), isNull(climbs.hidden_at), eq(climbs.is_private, false), notInArray(climbs.id, published)))
        .orderBy(asc(climbs.id)),
    /** The climbs of these that are hidden for this very reason, by nobody. */
    hiddenBecause: (stoktIds: readonly string[], reason: string): Promise<{ id: string }[]> =>
      inChunks(stoktIds, chunk => db.select({ id: climbs.id }).from(climbs).where(and(
        inArray(climbs.stokt_id, chunk), isNotNull(climbs.hidden_at), isNull(climbs.hidden_by_id), eq(climbs.hidden_reason, reason),
      ))),
  }
}
