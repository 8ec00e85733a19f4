import { and, asc, count, eq, inArray, isNotNull, max, or, sql } from 'drizzle-orm'
import { VOTED_PARTS, type Annotation, type AnnotationPart, type Consensus, type VotedPart } from '../../../shared/model/annotation'
import type { Instant } from '../../../shared/model/instant'
import { confidence, isOfficial, noConsensus } from '../../../shared/rules/consensus'
import { inChunks } from '../chunks'
import type { Database } from '../database'

export type ConsensusRow = Consensus & { hold_id: number; face_id: string }
export type VoteRow = Annotation & { hold_id: number; face_id: string }
export type StoredAnnotation = Database['t']['annotations']['$inferSelect']

interface Mode {
  hold_id: number
  value: string
  votes: number
  cast: number
}

export function annotationStore(db: Database) {
  const { annotations } = db.t
  const voteColumns = {
    hold_id: annotations.hold_id, face_id: annotations.face_id, grip_type: annotations.grip_type, condition: annotations.condition,
    difficulty: annotations.difficulty, notes: annotations.notes, created_at: annotations.created_at, updated_at: annotations.updated_at,
  }

  /** [VOTE-3] The value with most votes; on a tie the one whose newest vote is newest, then the value's name. */
  async function modes(part: VotedPart, holdIds: number[]): Promise<Mode[]> {
    const value = annotations[part]
    const tally = db.select({
      hold_id: annotations.hold_id,
      value: sql<string>`${value}`.as('value'),
      votes: count().as('votes'),
      cast: sql<number>`sum(count(*)) over (partition by ${annotations.hold_id})`.mapWith(Number).as('votes_cast'),
      place: sql<number>`row_number() over (partition by ${annotations.hold_id} order by count(*) desc, ${max(annotations[`${part}_at`])} desc, ${value} asc)`.mapWith(Number).as('place'),
    }).from(annotations).where(and(inArray(annotations.hold_id, holdIds), isNotNull(value))).groupBy(annotations.hold_id, value).as('tally')
    return db.select({ hold_id: tally.hold_id, value: tally.value, votes: tally.votes, cast: tally.cast }).from(tally).where(eq(tally.place, 1))
  }

  const totals = (holdIds: number[]) => db.select({ hold_id: annotations.hold_id, face_id: annotations.face_id, n: count() }).from(annotations)
    .where(and(inArray(annotations.hold_id, holdIds), or(...VOTED_PARTS.map(part => isNotNull(annotations[part])))))
    .groupBy(annotations.hold_id, annotations.face_id).orderBy(asc(annotations.hold_id))

  async function consensusOf(holdIds: number[]): Promise<ConsensusRow[]> {
    const byHold = new Map<number, ConsensusRow>()
    for (const { hold_id, face_id, n } of await totals(holdIds)) byHold.set(hold_id, { hold_id, face_id, ...noConsensus, total_annotators: n })
    for (const part of VOTED_PARTS) {
      for (const { hold_id, value, votes, cast } of await modes(part, holdIds)) {
        const row = byHold.get(hold_id)
        if (!row) continue
        byHold.set(hold_id, {
          ...row,
          [part]: value,
          [`${part}_votes`]: votes,
          [`${part}_votes_cast`]: cast,
          [`${part}_confidence`]: confidence(votes, cast),
          [`${part}_official`]: isOfficial(part, votes, cast),
        })
      }
    }
    return [...byHold.values()]
  }

  return {
    /** The consensus of those of the holds that anyone voted on, computed by the database. */
    consensusRows: (holdIds: readonly number[]): Promise<ConsensusRow[]> => inChunks(holdIds, consensusOf),

    /** A user's annotations, of all holds or of those given. */
    async votesOf(userId: string, holdIds?: readonly number[]): Promise<VoteRow[]> {
      const mine = eq(annotations.user_id, userId)
      if (!holdIds) return (await db.select(voteColumns).from(annotations).where(mine)) as VoteRow[]
      return inChunks(holdIds, async chunk => (await db.select(voteColumns).from(annotations).where(and(mine, inArray(annotations.hold_id, chunk)))) as VoteRow[])
    },

    /**
     * Writes the parts that differ and their times; an annotation with no part left goes.
     * @returns whether anything changed
     */
    async setParts(key: { userId: string; holdId: number; faceId: string }, parts: Partial<Record<AnnotationPart, string | null>>, now: Instant): Promise<boolean> {
      const where = and(eq(annotations.user_id, key.userId), eq(annotations.hold_id, key.holdId))
      const [was] = await db.select().from(annotations).where(where)
      const changes: Partial<StoredAnnotation> = {}
      for (const [part, value] of Object.entries(parts) as [AnnotationPart, string | null][]) {
        if ((was?.[part] ?? null) !== (value ?? null)) Object.assign(changes, { [part]: value, [`${part}_at`]: now })
      }
      if (Object.keys(changes).length === 0) return false
      const next = { ...was, ...changes }
      if (![...VOTED_PARTS, 'notes' as const].some(part => next[part] != null)) {
        await db.delete(annotations).where(where)
        return true
      }
      const fresh = { user_id: key.userId, hold_id: key.holdId, face_id: key.faceId, created_at: now, updated_at: now }
      await db.insert(annotations).values({ ...fresh, ...changes })
        .onConflictDoUpdate({ target: [annotations.user_id, annotations.hold_id], set: { ...changes, updated_at: now } })
      return true
    },
  }
}
