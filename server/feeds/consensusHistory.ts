import { VOTED_PARTS, type Consensus } from '../../shared/model/annotation'
import { noConsensus } from '../../shared/rules/consensus'
import type { Placement, RowChange } from '../db/stores/feeds'
import type { HistoryEntry } from '../db/stores/history'

const consensusIn = (body: string | null | undefined): Consensus => (body ? JSON.parse(body) as Consensus : noConsensus)

/** What the changed consensus rows of a face say otherwise than before: values and whether they are official. Who voted is not told. */
export function consensusHistory(faceId: string, before: readonly Placement[], changes: readonly RowChange[]): HistoryEntry[] {
  const was = new Map(before.filter(({ kind, feed }) => kind === 'consensus' && feed === `face:${faceId}`).map(({ id, body }) => [id, body]))
  return changes.filter(({ kind }) => kind === 'consensus').flatMap(({ id, body }) => {
    const [old, now] = [consensusIn(was.get(id)), consensusIn(body)]
    return VOTED_PARTS.filter(part => old[part] !== now[part] || old[`${part}_official`] !== now[`${part}_official`]).map((part): HistoryEntry => ({
      hold_id: Number(id), face_id: faceId, kind: 'consensus', actor_id: null,
      detail: { part, from: old[part], to: now[part], official: now[`${part}_official`] },
    }))
  })
}
