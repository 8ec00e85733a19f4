import { userIdOf } from '../../../shared/access/actor'
import type { Annotation, HoldAnnotations } from '../../../shared/model/annotation'
import { noConsensus } from '../../../shared/rules/consensus'
import type { VoteRow } from '../../db/stores/annotations/annotations'
import type { ReadContext } from '../../transaction/context'

export const annotationView = ({ grip_type, condition, difficulty, notes, created_at, updated_at }: VoteRow): Annotation =>
  ({ grip_type, condition, difficulty, notes, created_at, updated_at })

/** The consensus of each hold, and the caller's own annotation; a hold without votes has the empty consensus. */
export async function annotationsOf({ actor, stores }: ReadContext, holdIds: readonly number[]): Promise<HoldAnnotations[]> {
  const consensus = await stores.annotations.keptConsensus({ holdIds })
  const userId = userIdOf(actor)
  const mine = new Map((userId ? await stores.annotations.votesOf(userId, holdIds) : []).map(vote => [vote.hold_id, vote]))
  return holdIds.map((hold_id) => {
    const vote = mine.get(hold_id)
    return { hold_id, consensus: consensus.get(hold_id) ?? noConsensus, user_annotation: vote ? annotationView(vote) : null }
  })
}
