import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, lte, max, notExists, or, sql, type SQL } from 'drizzle-orm'
import type { Annotator, Consensus, Vote } from '../../../../shared/model/annotation'
import { ANNOTATION_PARTS, VOTED_PARTS, type AnnotationPart, type VotedPart } from '../../../../shared/model/annotationParts'
import type { Instant } from '../../../../shared/model/instant'
import { conditionCutoff, confidence, isOfficial, noConsensus } from '../../../../shared/rules/consensus'
import { faceFeed } from '../../../../shared/feedName'
import { inChunks } from '../../../concurrency/chunks'
import { hotSize } from '../../hotSize'
import type { Database } from '../../database'
import { prepared } from '../../preparedQuery'

export type ConsensusRow = Consensus & { hold_id: number; face_id: string }
export type VoteRow = Vote & { hold_id: number }
export type StoredAnnotation = Database['t']['annotations']['$inferSelect']

interface Tally {
  part: VotedPart | 'total'
  hold_id: number
  value: string
  votes: number
  cast: number
}

function consensusIn(body: string): Consensus {
  const { hold_id, ...consensus } = JSON.parse(body) as Consensus & { hold_id: number }
  void hold_id
  return consensus
}

/** The votes to count: those on these holds; for the condition, only those younger than `cutoff`. */
type Counted = {
  holdIds: number[]
  cutoff: Instant
}

const voteColumns = ({ annotations }: Database['t']) => ({
  hold_id: annotations.hold_id, face_id: annotations.face_id, grip_type: annotations.grip_type, condition: annotations.condition,
  difficulty: annotations.difficulty, notes: annotations.notes, created_at: annotations.created_at, updated_at: annotations.updated_at,
  condition_at: annotations.condition_at,
})

/**
 * [CARE-3][CARE-4] Selects the votes for the part that count: on the condition, those that are young enough and younger
 * than the last work on the hold.
 */
const counts = (db: Database, part: VotedPart, cutoff: Instant, { annotations, tasks } = db.t) =>
  part === 'condition'
    ? and(
        isNotNull(annotations.condition),
        gt(annotations.condition_at, cutoff),
        notExists(
          db
            .select({ one: sql`1` })
            .from(tasks)
            .where(and(eq(tasks.hold_id, annotations.hold_id), gte(tasks.done_at, annotations.condition_at))),
        ),
      )
    : isNotNull(annotations[part])

/** [VOTE-3] The value with most votes; on a tie the one whose newest vote is newest, then the value's name. */
function modeOf(db: Database, part: VotedPart, { holdIds, cutoff }: Counted, { annotations } = db.t) {
  const value = annotations[part]
  const tally = db.select({
    hold_id: annotations.hold_id,
    value: sql<string>`${value}`.as('value'),
    votes: count().as('votes'),
    cast: sql<number>`sum(count(*)) over (partition by ${annotations.hold_id})`.as('votes_cast'),
    place: sql<number>`row_number() over (partition by ${annotations.hold_id} order by count(*) desc, ${max(annotations[`${part}_at`])} desc, ${value} asc)`.as('place'),
  }).from(annotations)
    .where(and(inArray(annotations.hold_id, holdIds), counts(db, part, cutoff)))
    .groupBy(annotations.hold_id, value)
    .as(part)
  return db
    .select({
      part: sql<VotedPart>`${sql.raw(`'${part}'`)}`,
      hold_id: tally.hold_id,
      value: tally.value,
      votes: tally.votes,
      cast: tally.cast,
    })
    .from(tally)
    .where(eq(tally.place, 1))
}

/**
 * Counts the voters of each hold, in the form of a mode whose value is the hold's face, and then the mode of each part.
 * One query does it all, because asking costs more than counting.
 */
const tallies = prepared((db, { annotations }, counted: Counted): PromiseLike<Tally[]> => {
  const total = db
    .select({
      part: sql<Tally['part']>`'total'`,
      hold_id: annotations.hold_id,
      value: sql<string>`${annotations.face_id}`,
      votes: sql<number>`count(*)`.mapWith(Number),
      cast: sql<number>`count(*)`.mapWith(Number),
    })
    .from(annotations)
    .where(and(inArray(annotations.hold_id, counted.holdIds), or(...VOTED_PARTS.map(part => counts(db, part, counted.cutoff)))))
    .groupBy(annotations.hold_id, annotations.face_id)
  return total
    .unionAll(modeOf(db, 'grip_type', counted))
    .unionAll(modeOf(db, 'condition', counted))
    .unionAll(modeOf(db, 'difficulty', counted))
})

const votesOn = prepared((db, t, { userId, holdIds }: { userId: string; holdIds: number[] }) =>
  db.select(voteColumns(t)).from(t.annotations).where(and(eq(t.annotations.user_id, userId), inArray(t.annotations.hold_id, holdIds))))

const annotationOf = prepared((db, { annotations }, { userId, holdId }: { userId: string; holdId: number }) =>
  db.select().from(annotations).where(and(eq(annotations.user_id, userId), eq(annotations.hold_id, holdId))))

type NewAnnotation = Database['t']['annotations']['$inferInsert']
/** Inserts an annotation. If it exists, only the other given columns change. */
const putAnnotation = prepared((db, { annotations }, { user_id, hold_id, face_id, created_at, ...changes }: NewAnnotation) =>
  db
    .insert(annotations)
    .values({ user_id, hold_id, face_id, created_at, ...changes })
    .onConflictDoUpdate({ target: [annotations.hold_id, annotations.user_id], set: changes }),
)

export function annotationStore(db: Database) {
  const { annotations, feedRows } = db.t

  async function consensusOf(holdIds: number[], now: Instant): Promise<ConsensusRow[]> {
    const rows = new Map<number, ConsensusRow>()
    // The totals come first.
    for (const { part, hold_id, value, votes, cast } of await tallies(db, { holdIds, cutoff: conditionCutoff(now) })) {
      const row = rows.get(hold_id)
      if (part === 'total') rows.set(hold_id, { hold_id, face_id: value, ...noConsensus, total_annotators: votes })
      else if (row) {
        Object.assign(row, {
          [part]: value,
          [`${part}_votes`]: votes,
          [`${part}_votes_cast`]: cast,
          [`${part}_confidence`]: confidence(votes, cast),
          [`${part}_official`]: isOfficial(part, votes, cast),
        })
      }
    }
    return [...rows.values()].sort((a, b) => a.hold_id - b.hold_id)
  }

  return {
    /** The consensus of those of the holds that anyone voted on, computed by the database. */
    consensusRows: (holdIds: readonly number[], now: Instant): Promise<ConsensusRow[]> =>
      inChunks(holdIds, chunk => consensusOf(chunk, now), hotSize(db)),

    /**
     * The consensus as the face's feed has it. It was computed at the last change, so that 77,000 votes are not counted
     * again.
     */
    async keptConsensus(of: { faceId: string } | { holdIds: readonly number[] }): Promise<Map<number, Consensus>> {
      const kept = (where: SQL) =>
        db
          .select({ id: feedRows.entity_id, body: feedRows.body })
          .from(feedRows)
          .where(and(eq(feedRows.kind, 'consensus'), isNotNull(feedRows.body), where))
      const rows = 'faceId' in of
        ? await kept(eq(feedRows.feed, faceFeed(of.faceId)))
        : await inChunks(of.holdIds, chunk => kept(inArray(feedRows.entity_id, chunk.map(String))))
      return new Map(rows.map(({ id, body }) => [Number(id), consensusIn(body ?? '{}')]))
    },

    /** The holds with a vote on the condition cast within a stretch of time. */
    holdsWithConditionVotes: async ({ after, until }: { after: Instant; until: Instant }): Promise<number[]> =>
      (await db.selectDistinct({ id: annotations.hold_id }).from(annotations)
        .where(and(isNotNull(annotations.condition), gt(annotations.condition_at, after), lte(annotations.condition_at, until))))
        .map(row => row.id),

    /** @returns the annotation with its vote on the condition cast now; null if there is none */
    async renewCondition({ userId, holdId }: { userId: string; holdId: number }, now: Instant): Promise<VoteRow | null> {
      const [vote] = (await db
        .update(annotations)
        .set({ condition_at: now, updated_at: now })
        .where(and(eq(annotations.user_id, userId), eq(annotations.hold_id, holdId), isNotNull(annotations.condition)))
        .returning(voteColumns(db.t))) as VoteRow[]
      return vote ?? null
    },

    /** The people who annotated the hold, newest first, with the parts of each. */
    async annotators(
      holdId: number, { page, page_size }: { page: number; page_size: number },
    ): Promise<{ rows: Omit<Annotator, 'user_name'>[]; count: number }> {
      const where = eq(annotations.hold_id, holdId)
      const found = await db.select().from(annotations).where(where)
        .orderBy(desc(annotations.updated_at), asc(annotations.user_id)).limit(page_size).offset((page - 1) * page_size)
      const [total] = await db.select({ n: count() }).from(annotations).where(where)
      const rows = found.map(row => ({
        user_id: row.user_id,
        updated_at: row.updated_at,
        parts: ANNOTATION_PARTS.filter(part => row[part] !== null),
      }))
      return { rows, count: total?.n ?? 0 }
    },

    /** A user's annotations, of all holds or of the given ones. */
    async votesOf(userId: string, holdIds?: readonly number[]): Promise<VoteRow[]> {
      if (!holdIds) return (await db.select(voteColumns(db.t)).from(annotations).where(eq(annotations.user_id, userId))) as VoteRow[]
      return inChunks(holdIds, async chunk => (await votesOn(db, { userId, holdIds: chunk })) as VoteRow[], hotSize(db))
    },

    /**
     * Writes the changed parts and their times, and deletes an annotation that has no part left.
     * @returns true if anything changed
     */
    async setParts(
      key: { userId: string; holdId: number; faceId: string },
      parts: Partial<Record<AnnotationPart, string | null>>,
      now: Instant,
    ): Promise<boolean> {
      const [was] = await annotationOf(db, { userId: key.userId, holdId: key.holdId })
      const changes: Partial<StoredAnnotation> = {}
      for (const [part, value] of Object.entries(parts) as [AnnotationPart, string | null][]) {
        if ((was?.[part] ?? null) !== (value ?? null)) Object.assign(changes, { [part]: value, [`${part}_at`]: now })
      }
      if (Object.keys(changes).length === 0) return false
      const next = { ...was, ...changes }
      if (![...VOTED_PARTS, 'notes' as const].some(part => next[part] != null)) {
        await db.delete(annotations).where(and(eq(annotations.user_id, key.userId), eq(annotations.hold_id, key.holdId)))
        return true
      }
      await putAnnotation(db, {
        user_id: key.userId,
        hold_id: key.holdId,
        face_id: key.faceId,
        created_at: now,
        updated_at: now,
        ...changes,
      })
      return true
    },
  }
}
