import { and, asc, eq, inArray, isNotNull, isNull, lte, ne, or } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Publication } from '../../../../shared/model/publication'
import { changedFields, contentOf, type StoktContent } from '../../../../shared/rules/stoktContent'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

type PublicationValues = Database['t']['stoktPublications']['$inferInsert']
type StoredPublication = Database['t']['stoktPublications']['$inferSelect']

/** A publication, and its climb as it is here. */
export interface PublishedClimb extends StoredPublication {
  stokt_id: string | null
  face_stokt_id: string | null
  /** What Stokt should have; null: the climb was deleted here. */
  wanted: StoktContent | null
  climb_updated_at: Instant
  /** The account that sends it; null: it was unlinked. */
  account: { stokt_id: string; sealed: string; broken_at: Instant | null } | null
}

/** What the person reads: an account that is not good is the first reason. */
function viewOf({ climb_id, state, fault, words, updated_at, sent, wanted, account }: PublishedClimb): Publication {
  const isAsHere = sent !== null && wanted !== null && changedFields(sent, wanted).length === 0
  const now = state === 'there' && !isAsHere ? 'waiting' : state
  if (now !== 'waiting') return { climb_id, state: now, fault, words, updated_at }
  const accountFault = account === null ? 'not_linked' as const : account.broken_at === null ? null : 'token_ended' as const
  return { climb_id, state: now, fault: accountFault ?? fault, words: null, updated_at }
}

/** The climbs that are sent to Stokt too. */
export function publicationStore(db: Database) {
  const { climbs, faces, stoktAccounts, stoktPublications } = db.t
  const columns = {
    publication: stoktPublications,
    climb: {
      stokt_id: climbs.stokt_id, name: climbs.name, holds_list: climbs.holds_list, grade_font: climbs.grade_font,
      feet_rule: climbs.feet_rule, description: climbs.description, is_private: climbs.is_private, tags: climbs.tags,
      deleted_at: climbs.deleted_at, updated_at: climbs.updated_at,
    },
    face_stokt_id: faces.stokt_id,
    account: { stokt_id: stoktAccounts.stokt_id, sealed: stoktAccounts.sealed, broken_at: stoktAccounts.broken_at },
  }
  const joined = () => db.select(columns).from(stoktPublications)
    .innerJoin(climbs, eq(climbs.id, stoktPublications.climb_id)).innerJoin(faces, eq(faces.id, climbs.face_id))
    .leftJoin(stoktAccounts, eq(stoktAccounts.user_id, stoktPublications.user_id))
  type Row = Awaited<ReturnType<typeof joined>>[number]
  const asPublished = ({ publication, climb, face_stokt_id, account }: Row): PublishedClimb => ({
    ...publication, stokt_id: climb.stokt_id, face_stokt_id, account, climb_updated_at: climb.updated_at,
    wanted: climb.deleted_at === null ? contentOf(climb) : null,
  })
  const byIds = (climbIds: readonly string[]): Promise<PublishedClimb[]> => inChunks(climbIds, async chunk =>
    (await joined().where(inArray(stoktPublications.climb_id, chunk))).map(asPublished))

  return {
    async of(climbId: string): Promise<PublishedClimb | null> {
      return (await byIds([climbId]))[0] ?? null
    },
    /** The publications as the people who want them read them. */
    rows: async (climbIds: readonly string[]): Promise<{ user_id: string; publication: Publication }[]> =>
      (await byIds(climbIds)).map(published => ({ user_id: published.user_id, publication: viewOf(published) })),

    /** @returns false if there is one already */
    async insert(values: PublicationValues): Promise<boolean> {
      const made = await db.insert(stoktPublications).values(values).onConflictDoNothing().returning({ id: stoktPublications.climb_id })
      return made.length === 1
    },
    async update(climbId: string, values: Partial<PublicationValues>): Promise<void> {
      await db.update(stoktPublications).set(values).where(eq(stoktPublications.climb_id, climbId))
    },

    /**
     * The climbs for which Stokt is to be asked now: it does not have them as they are here. A climb that an admin hides is
     * not sent, and one that was deleted a moment ago waits: its owner may want it back.
     */
    due: async ({ now, deletedBefore, limit }: { now: Instant; deletedBefore: Instant; limit: number }): Promise<string[]> => {
      const isThere = or(isNotNull(stoktPublications.sent), isNotNull(stoktPublications.posting))
      const isBehind = or(
        ne(stoktPublications.seen_at, climbs.updated_at),
        and(eq(stoktPublications.state, 'waiting'), or(isNull(climbs.deleted_at), isThere)),
      )
      const found = await db.select({ id: stoktPublications.climb_id }).from(stoktPublications)
        .innerJoin(climbs, eq(climbs.id, stoktPublications.climb_id))
        .innerJoin(stoktAccounts, eq(stoktAccounts.user_id, stoktPublications.user_id))
        .where(and(
          isNull(stoktAccounts.broken_at), lte(stoktPublications.next_at, now), isBehind, or(isNull(climbs.hidden_at), isThere),
          or(isNull(climbs.deleted_at), lte(climbs.deleted_at, deletedBefore)),
        ))
        .orderBy(asc(stoktPublications.next_at), asc(stoktPublications.climb_id)).limit(limit)
      return found.map(({ id }) => id)
    },

    /** The climbs of a face that Stokt was asked to make, whose answer is not known. */
    posted: async (faceId: string): Promise<PublishedClimb[]> =>
      (await joined().where(and(eq(climbs.face_id, faceId), isNotNull(stoktPublications.posting)))).map(asPublished),
    /** Which of these climbs are sent to Stokt from here: what they are is decided here. */
    async among(climbIds: readonly string[]): Promise<Set<string>> {
      const found = await inChunks(climbIds, chunk => db.select({ id: stoktPublications.climb_id }).from(stoktPublications)
        .where(and(inArray(stoktPublications.climb_id, chunk), isNotNull(stoktPublications.sent))))
      return new Set(found.map(({ id }) => id))
    },
    async idsOf(userId: string): Promise<string[]> {
      return (await db.select({ id: stoktPublications.climb_id }).from(stoktPublications).where(eq(stoktPublications.user_id, userId)))
        .map(({ id }) => id)
    },
    /** The account is another, or good again: what waits is not put off any more. */
    async tryAgain(userId: string, now: Instant): Promise<void> {
      await db.update(stoktPublications).set({ next_at: now, failures: 0 })
        .where(and(eq(stoktPublications.user_id, userId), eq(stoktPublications.state, 'waiting'), isNull(stoktPublications.posting)))
    },
  }
}
