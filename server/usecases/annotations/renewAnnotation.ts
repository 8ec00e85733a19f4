import { userIdOf } from '../../../shared/access/actor'
import { lockOn } from '../../../shared/rules/lockOn'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { annotationView } from './annotationsOf'

/** [CARE-5] Confirms the caller's own vote now. The document keeps the same values, and only the row holds the time. */
export const renewAnnotation: UseCase<'annotations.renew'> = {
  async writes({ actor, stores, touch, now }, { id }) {
    const userId = userIdOf(actor)
    if (!userId) throw new Refusal('unauthenticated')
    const vote = await stores.annotations.renewCondition({ userId, holdId: id }, now)
    if (!vote) throw new Refusal('not_found')
    if (lockOn(await stores.locks.ofFace(vote.face_id, now), id)) throw new Refusal('locked')
    touch.vote(userId, id)
    touch.consensus(id)
    return annotationView(vote)
  },
}
