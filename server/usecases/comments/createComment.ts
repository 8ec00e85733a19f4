import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../../shared/access/actor'
import { Refusal } from '../../../shared/result'
import { climbFor } from '../climbs/viewer'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { Reply } from '../reply'
import { requireRoom } from '../requireRoom'
import { commentView } from './commentContext'

/** [COMMENT-2] The comment below which an answer stands. @throws Refusal `not_found` if nobody reads that comment there */
async function topOf({ stores }: WriteContext, climbId: string, id: string | null): Promise<string | null> {
  if (id === null) return null
  const answered = await stores.comments.byId(id)
  const isShown = answered?.climb_id === climbId && answered.deleted_at === null && answered.hidden_at === null
  if (!isShown) throw new Refusal('not_found')
  return answered.replied_to_id ?? answered.id
}

/** [COMMENT-1] Comments on a climb or answers a comment. The same comment sent again is written once. */
export const createComment: UseCase<'comments.create'> = {
  async writes(context, { climb_id, id = randomUUID(), text, replied_to_id = null }) {
    const { actor, stores, touch, now } = context
    await climbFor(context, { id: climb_id }, 'remark')
    const user_id = userIdOf(actor) ?? ''
    const before = await stores.comments.byId(id)
    if (before?.user_id === user_id && before.climb_id === climb_id) return new Reply(await commentView(context, id), { status: 200 })
    requireRoom('comments', await stores.comments.countBy(user_id))
    // A row of kind `bin` has the id of a comment or of a climb, so no comment may have the id of a climb.
    if (before || await stores.climbs.exists(id)) throw new Refusal('taken', { field: 'id' })
    const replied = await topOf(context, climb_id, replied_to_id)
    if (!await stores.comments.insert({ id, climb_id, user_id, text, replied_to_id: replied, created_at: now, updated_at: now }))
      throw new Refusal('taken', { field: 'id' })
    await stores.comments.recount([climb_id])
    touch.commentAnywhere(id, climb_id)
    return commentView(context, id)
  },
}
