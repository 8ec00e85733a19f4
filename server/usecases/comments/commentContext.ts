import { canComment, type CommentAction } from '../../../shared/access/comments'
import type { Comment } from '../../../shared/model/comment'
import { Refusal } from '../../../shared/result'
import type { StoredComment } from '../../db/stores/people/comments'
import type { ReadContext } from '../../transaction/context'

type Context = Pick<ReadContext, 'actor' | 'stores'>

/**
 * The comment, if the actor may do this to it.
 * @throws Refusal `not_found` if they may not even read its climb, or that is hidden or in the bin; otherwise `forbidden`
 */
export async function commentFor({ actor, stores }: Context, id: string, action: CommentAction): Promise<StoredComment> {
  const comment = await stores.comments.byId(id)
  const isThere = comment?.climb.deleted_at === null && comment.climb.hidden_at === null
  if (!isThere || !canComment(actor, 'read', comment)) throw new Refusal('not_found')
  if (!canComment(actor, action, comment)) throw new Refusal('forbidden')
  return comment
}

/** The comment as its readers see it after a change. */
export async function commentView({ stores }: Pick<Context, 'stores'>, id: string): Promise<Comment> {
  const comment = await stores.comments.byId(id)
  const [view] = comment ? await stores.comments.views([comment]) : []
  if (!view) throw new Refusal('not_found')
  return view
}

/** The part of a detail in the log that says whose comment it is. The log names the climb, and leaves the words out. */
export const writerOf = ({ user_id }: StoredComment) => (user_id === null ? {} : { user_id })
