import { userIdOf } from '../../../shared/access/actor'
import { ownsComment } from '../../../shared/access/comments'
import { instantAfter } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { requireUnchanged } from '../climbs/viewer'
import type { UseCase } from '../useCase'
import { commentKind } from '../moderation/removableKinds'
import { SHOWN, type ShownState, type TakenState } from '../moderation/removal'
import { commentFor, commentView, writerOf } from './commentContext'

/** [COMMENT-3] Its writer changes the words of a comment that others read. */
export const updateComment: UseCase<'comments.update'> = {
  async writes(context, { id, text }) {
    const { stores, touch, now, request } = context
    const comment = await commentFor(context, id, 'edit')
    if (comment.deleted_at !== null || comment.hidden_at !== null) throw new Refusal('not_found')
    requireUnchanged(comment, request.ifMatch)
    if (text !== comment.text) {
      await stores.comments.setText(id, { text, updated_at: instantAfter(comment.updated_at, now) })
      touch.comment(id)
    }
    return commentView(context, id)
  },
}

/** [COMMENT-4] Moves a comment to the bin. The words of an admin who does it are for its writer to read. */
export const deleteComment: UseCase<'comments.delete'> = {
  async writes(context, { id, reason = '' }) {
    const { actor, stores, now } = context
    const comment = await commentFor(context, id, 'delete')
    const isOwn = ownsComment(actor, comment)
    if (comment.deleted_at !== null || (comment.hidden_at !== null && !isOwn)) throw new Refusal('not_found')
    const deleted_reason = isOwn ? null : reason || null
    await commentKind.set(context, [comment], { deleted_at: now, deleted_by_id: userIdOf(actor), deleted_reason }, now)
    if (isOwn) return
    const state: TakenState = { ids: [id], at: now }
    const detail = { ...writerOf(comment), ...(reason === '' ? {} : { reason }) }
    await stores.audit.append(
      { actor, action: 'comment.delete', target: { kind: 'comment', id }, names: { target: comment.climb_name }, detail, state },
      now,
    )
  },
}

/** [COMMENT-4] Takes a comment out of the bin. A second time changes nothing. Its writer does not show what an admin hid. */
export const restoreComment: UseCase<'comments.restore'> = {
  async writes(context, { id }) {
    const { actor, stores, now } = context
    const comment = await commentFor(context, id, 'restore')
    const isOwn = ownsComment(actor, comment)
    const { deleted_at, deleted_by_id, deleted_reason, hidden_at } = comment
    if (hidden_at !== null && !isOwn) throw new Refusal('not_found')
    if (deleted_at === null && hidden_at !== null) throw new Refusal('forbidden')
    if (deleted_at === null) return commentView(context, id)
    await commentKind.set(context, [comment], { deleted_at: null, deleted_by_id: null, deleted_reason: null }, now)
    if (!isOwn) {
      const state: ShownState = { things: [{ ...SHOWN, id, deleted_at, deleted_by_id, deleted_reason }] }
      const detail = writerOf(comment)
      await stores.audit.append(
        { actor, action: 'comment.restore', target: { kind: 'comment', id }, names: { target: comment.climb_name }, detail, state },
        now,
      )
    }
    return commentView(context, id)
  },
}
