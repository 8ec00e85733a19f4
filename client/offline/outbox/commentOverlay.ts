import type { Comment } from '../../../shared/model/comment'
import { instantOf } from '../../../shared/model/instant'
import { isCommentItem } from './commentRules'
import { targetIdOf, type ItemState, type OutboxItem } from './item'

interface Known {
  comments: ReadonlyMap<string, Comment>
  /** A comment in my bin, which stands nowhere else. */
  binned: (id: string) => Comment | undefined
}
export interface CommentOverlay {
  comments: ReadonlyMap<string, Comment>
  /** How far what I did to a comment has come. */
  states: ReadonlyMap<string, ItemState>
}

/** [OUTBOX-4] The comments as they will be once the server has what waits here; what it refused changes nothing. */
export function applyCommentOverlay(items: readonly OutboxItem[], known: Known, me: { id: string; name: string }): CommentOverlay {
  const comments = new Map(known.comments)
  const states = new Map<string, ItemState>()
  for (const item of items) {
    if (!isCommentItem(item)) continue
    const id = targetIdOf(item)
    const after = commentAfter(item, comments.get(id) ?? known.binned(id), me)
    if (after) comments.set(id, after)
    else if (after === null) comments.delete(id)
    if (item.state !== 'sent' || !states.has(id)) states.set(id, item.state)
  }
  return { comments, states }
}

/** Null: it is gone. Undefined: nothing is known of it, or nothing changes. */
function commentAfter({ write, state, at, answer }: OutboxItem, before: Comment | undefined, me: { id: string; name: string }) {
  if (state === 'refused') return undefined
  if (answer && 'text' in answer) return answer
  switch (write.command) {
    case 'comments.create': {
      const { id, climb_id, text, replied_to_id = null } = write.input
      const now = instantOf(at)
      return { id, climb_id, user_id: me.id, user_name: me.name, text: text.trim(), replied_to_id, created_at: now, updated_at: now }
    }
    case 'comments.update':
      return before && { ...before, text: write.input.text.trim() }
    case 'comments.delete':
      return null
    case 'comments.restore':
      return before
    default:
      return undefined
  }
}
