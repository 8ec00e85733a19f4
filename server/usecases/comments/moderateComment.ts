import type { CommentChanged } from '../../../shared/contract/comments'
import { Refusal } from '../../../shared/result'
import type { StoredComment } from '../../db/stores/people/comments'
import { requireStillAdmin } from '../climbs/moderation/moderated'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { commentKind } from '../moderation/removableKinds'
import { hideShown, showAway } from '../moderation/removal'
import { writerOf } from './commentContext'

interface Act {
  action: 'comment.hide' | 'comment.restore'
  reason: string
  state: unknown
}

/** Writes the entry of an act on one comment; nothing where it changed nothing. */
async function told(
  { actor, stores, now }: WriteContext,
  [comment]: readonly StoredComment[],
  { action, reason, state }: Act,
): Promise<CommentChanged> {
  if (!comment) return { changed: 0, audit_id: null }
  const detail = { ...writerOf(comment), ...(reason === '' ? {} : { reason }) }
  return { changed: 1, audit_id: await stores.audit.append(
      { actor, action, target: { kind: 'comment', id: comment.id }, names: { target: comment.climb_name }, detail, state },
      now,
    ) }
}

/** @throws Refusal `not_found` if there is no such comment that an admin sees */
async function requireComment({ stores }: WriteContext, id: string, state: 'hidden' | 'any'): Promise<void> {
  if ((await stores.comments.chosen([id], state)).length === 0) throw new Refusal('not_found')
}

/** [COMMENT-5] Hides a comment from everybody but its writer. A second time changes nothing. */
export const hideComment: UseCase<'comments.hide'> = {
  async writes(context, { id, reason }) {
    await requireStillAdmin(context, context.actor)
    const { things, state } = await hideShown(context, commentKind, { ids: [id] }, { actor: context.actor, reason })
    if (things.length === 0) await requireComment(context, id, 'hidden')
    return told(context, things, { action: 'comment.hide', reason, state })
  },
}

/** [COMMENT-5] Shows a comment again that is hidden or in the bin. A second time changes nothing. */
export const showComment: UseCase<'comments.show'> = {
  async writes(context, { id, reason }) {
    await requireStillAdmin(context, context.actor)
    const { things, state } = await showAway(context, commentKind, { ids: [id] }, 'away')
    if (things.length === 0) await requireComment(context, id, 'any')
    return told(context, things, { action: 'comment.restore', reason, state })
  },
}
