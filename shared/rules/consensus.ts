import type { Consensus } from '../model/annotation'
import type { VotedPart } from '../model/annotationParts'
import { VOTED_PARTS } from '../model/annotationParts'
import { type Instant, instantOf, msOf, NEVER } from '../model/instant'

/** Votes cast at least, and the percentage of them that the value must have. */
export interface Threshold {
  readonly votes: number
  readonly percent: number
}

/** [VOTE-1] Condition is about safety: fewer votes are needed, but more agreement. */
export const consensusThresholds: Readonly<Record<VotedPart, Threshold>> = {
  grip_type: { votes: 3, percent: 50 },
  condition: { votes: 2, percent: 60 },
  difficulty: { votes: 3, percent: 50 },
}

/** [VOTE-1] Whether enough people agree. Integers only: a rounded confidence would decide wrongly. */
export function isOfficial(part: VotedPart, votes: number, cast: number): boolean {
  const least = consensusThresholds[part]
  return cast >= least.votes && 100 * votes >= least.percent * cast
}

/** [VOTE-2] The share of the votes, for the eye: two decimals, 0 if there are none. */
export const confidence = (votes: number, cast: number): number =>
  cast === 0 ? 0 : Math.round((100 * votes) / cast) / 100

/** The consensus on a hold that nobody voted on. */
export const noConsensus: Consensus = {
  grip_type: null, grip_type_votes: 0, grip_type_votes_cast: 0, grip_type_confidence: 0, grip_type_official: false,
  condition: null, condition_votes: 0, condition_votes_cast: 0, condition_confidence: 0, condition_official: false,
  difficulty: null, difficulty_votes: 0, difficulty_votes_cast: 0, difficulty_confidence: 0, difficulty_official: false,
  total_annotators: 0,
}

/** One user's votes on a hold; `_at` says when that part was last changed. */
export type CastVotes = Record<VotedPart, string | null> & Record<`${VotedPart}_at`, Instant | null>

/** [CARE-4] A vote on the condition counts for so long. */
const CONDITION_DAYS = 60

/** Votes on the condition cast up to this moment no longer count. */
export const conditionCutoff = (now: Instant): Instant => instantOf(msOf(now) - CONDITION_DAYS * 86_400_000)

/** [CARE-3][CARE-4] Whether a vote on the condition still counts: it is young enough, and nobody worked on the hold since. */
export const conditionCounts = (votedAt: Instant | null, { now, workedAt }: { now: Instant; workedAt: Instant | null }): boolean =>
  votedAt !== null && votedAt > conditionCutoff(now) && (workedAt === null || votedAt > workedAt)

interface Tally {
  value: string
  votes: number
  newest: Instant
}

/** [VOTE-3] Most votes, then the newest vote, then the value's name. */
function before(a: Tally, b: Tally): boolean {
  if (a.votes !== b.votes) return a.votes > b.votes
  if (a.newest !== b.newest) return a.newest > b.newest
  return a.value < b.value
}

function tallyOf(part: VotedPart, annotations: readonly CastVotes[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const annotation of annotations) {
    const value = annotation[part]
    if (value === null) continue
    const at = annotation[`${part}_at`] ?? NEVER
    const was = tallies.get(value)
    tallies.set(value, { value, votes: (was?.votes ?? 0) + 1, newest: was && was.newest > at ? was.newest : at })
  }
  return tallies
}

/**
 * The consensus on one hold, said plainly: what the database computes in SQL is compared with this.
 * @param all one per user; who only wrote notes, or whose votes no longer count, is no annotator
 * @param moment now, and when the hold was last worked on
 */
export function consensusOf(all: readonly CastVotes[], moment: { now: Instant; workedAt: Instant | null }): Consensus {
  const annotations = all.map(one => (conditionCounts(one.condition_at, moment) ? one : { ...one, condition: null }))
  const consensus: Consensus = {
    ...noConsensus,
    total_annotators: annotations.filter(annotation => VOTED_PARTS.some(part => annotation[part] !== null)).length,
  }
  for (const part of VOTED_PARTS) {
    const tallies = [...tallyOf(part, annotations).values()]
    const mode = tallies.reduce<Tally | null>((best, tally) => (best === null || before(tally, best) ? tally : best), null)
    if (mode === null) continue
    const cast = tallies.reduce((sum, tally) => sum + tally.votes, 0)
    consensus[part] = mode.value
    consensus[`${part}_votes`] = mode.votes
    consensus[`${part}_votes_cast`] = cast
    consensus[`${part}_confidence`] = confidence(mode.votes, cast)
    consensus[`${part}_official`] = isOfficial(part, mode.votes, cast)
  }
  return consensus
}
