import type { Consensus } from '../../shared/model/annotation'
import { VOTED_PARTS } from '../../shared/model/annotationParts'
import { noConsensus } from '../../shared/rules/consensus'
import { faceFeed } from '../../shared/feedName'
import type { Placement, RowChange } from '../db/stores/feeds/feeds'
import type { HistoryEntry } from '../db/stores/annotations/history'

/** The history tells of one part of a hold once in so many milliseconds. */
export const TOLD_MS = 10 * 60_000
/** Weightier changes may be told so often within that time. */
const WEIGHTY_TIMES = 3

export interface ConsensusChange {
  entry: HistoryEntry
  /** True if the value was official, is so now, or no vote is left. */
  isWeighty: boolean
}

const consensusIn = (body: string | null | undefined): Consensus => (body ? JSON.parse(body) as Consensus : noConsensus)

/** The differences between the consensus rows of a face before and after: values and whether they are official, but no voters. */
export function consensusHistory(faceId: string, before: readonly Placement[], changes: readonly RowChange[]): ConsensusChange[] {
  const was = new Map(
    before.filter(({ kind, feed }) => kind === 'consensus' && feed === faceFeed(faceId)).map(({ id, body }) => [id, body]),
  )
  // A hold that is gone has no history.
  const gone = new Set(changes.filter(({ kind, body }) => kind === 'hold' && body === null).map(({ id }) => id))
  return changes.filter(({ kind, id }) => kind === 'consensus' && !gone.has(id)).flatMap(({ id, body }) => {
    const [old, now] = [consensusIn(was.get(id)), consensusIn(body)]
    return VOTED_PARTS.filter(part => old[part] !== now[part] || old[`${part}_official`] !== now[`${part}_official`]).map(
      (part): ConsensusChange => ({
        isWeighty: old[`${part}_official`] || now[`${part}_official`] || now[part] === null,
        entry: {
          hold_id: Number(id),
          face_id: faceId,
          kind: 'consensus',
          actor_id: null,
          detail: { part, from: old[part], to: now[part], official: now[`${part}_official`] },
        },
      }),
    )
  })
}

const partOf = ({ hold_id, detail }: Pick<HistoryEntry, 'hold_id' | 'detail'>): string => `${hold_id} ${String(detail['part'])}`

/**
 * [LIMIT-25] Keeps the history, from which nothing is removed, from being filled: a part of a hold is told once in ten
 * minutes, and three times if its official value changed or no vote is left.
 * @param lately entries of the last ten minutes
 */
export function worthTelling(
  changes: readonly ConsensusChange[],
  lately: readonly Pick<HistoryEntry, 'hold_id' | 'detail'>[],
): HistoryEntry[] {
  const times = new Map<string, number>()
  for (const told of lately) times.set(partOf(told), (times.get(partOf(told)) ?? 0) + 1)
  return changes
    .filter(({ entry, isWeighty }) => (times.get(partOf(entry)) ?? 0) < (isWeighty ? WEIGHTY_TIMES : 1))
    .map(({ entry }) => entry)
}
