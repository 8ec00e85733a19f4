import { userIdOf } from '../../../shared/access/actor'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { climbFor } from '../climbs/viewer'

/** Writes a like or takes it away, and counts the climb anew where that changed something. */
async function setLike(context: WriteContext, climbId: string, likes: boolean): Promise<void> {
  const { actor, stores, touch, now } = context
  const climb = await climbFor(context, { id: climbId }, 'remark', { orHidden: !likes })
  const userId = userIdOf(actor) ?? ''
  await stores.logbook.lockClimbs([climb.id])
  const isNews = likes ? await stores.likes.put(userId, climb.id, now) : await stores.likes.delete(userId, climb.id)
  if (!isNews) return
  await stores.logbook.count([climb.id])
  touch.like(userId, climb)
}

/** [LIKE-1] A person likes a climb that they may read; liking it twice changes nothing. */
export const likeClimb: UseCase<'climbs.like'> = { writes: (context, { id }) => setLike(context, id, true) }
export const unlikeClimb: UseCase<'climbs.unlike'> = { writes: (context, { id }) => setLike(context, id, false) }
