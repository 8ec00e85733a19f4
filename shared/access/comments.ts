import { isAdmin, userIdOf, type Actor } from './actor'
import { canClimb, type ClimbRights } from './climbs'

/** The facts that decide a comment's rights: who wrote it, and the climb below which it stands. */
export interface CommentRights {
  user_id: string | null
  /** Who put it into the bin; null: it is not there, or their account is gone. */
  deleted_by_id: string | null
  climb: ClimbRights
}
export type CommentAction = 'read' | 'edit' | 'delete' | 'restore'

export const ownsComment = (actor: Actor, { user_id }: Pick<CommentRights, 'user_id'>): boolean =>
  user_id !== null && userIdOf(actor) === user_id

/** May the actor do this to the comment? Whoever may not read the climb may do nothing to its comments. */
export function canComment(actor: Actor, action: CommentAction, comment: CommentRights): boolean {
  if (!canClimb(actor, 'read', comment.climb)) return false
  const isOwn = ownsComment(actor, comment)
  switch (action) {
    case 'read':
      return true
    case 'edit':
      return isOwn
    case 'delete':
      return isOwn || isAdmin(actor)
    case 'restore':
      return isOwn || isAdmin(actor) || (comment.deleted_by_id !== null && userIdOf(actor) === comment.deleted_by_id)
  }
}
