import { userIdOf } from '../../../shared/access/actor'
import { Refusal } from '../../../shared/result'
import type { Transact, UseCase } from '../context'

const EVERYTHING = { grip_type: null, condition: null, difficulty: null, notes: null }

/** [LOCK-4] The server writes through the user's document: it wins over their open changes, and they see it at once. */
export const removeAnnotation: UseCase<'annotations.remove'> = {
  async runs({ actor, stores, services, transact }, { hold, user, reason }) {
    const [vote] = await stores.annotations.votesOf(user, [hold])
    if (!vote) throw new Refusal('not_found')
    const audited: Transact = work => transact(async (context) => {
      const value = await work(context)
      await context.stores.history.append(
        [{ hold_id: hold, face_id: vote.face_id, kind: 'annotation', actor_id: userIdOf(actor), detail: { action: 'removed' } }],
        context.now,
      )
      await context.stores.audit.append(
        {
          actor,
          action: 'annotation.remove',
          target: { kind: 'hold', id: String(hold) },
          detail: { user_id: user, ...(reason === '' ? {} : { reason }) },
        },
        context.now,
      )
      return value
    })
    await services.documents.writeVotes({
      userId: user,
      faceId: vote.face_id,
      holdId: hold,
      parts: EVERYTHING,
      author: { userId: userIdOf(actor), bypassesLocks: true },
      transact: audited,
    })
  },
}
