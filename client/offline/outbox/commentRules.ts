import { isFresh, isOfComment, targetIdOf, type CommentWrite, type OutboxItem } from './item'

type Items = readonly OutboxItem[]
type CommentItem = OutboxItem & { write: CommentWrite }
export const isCommentItem = (item: OutboxItem): item is CommentItem => isOfComment(item.write)

/** [OUTBOX-2] What is done to a comment that waits here changes what waits; the rest queues up behind. */
export function commentAdded(item: CommentItem, items: Items): Items {
  const mine = items.filter(other => targetIdOf(other) === targetIdOf(item)).filter(isCommentItem)
  const last = mine.at(-1)
  switch (item.write.command) {
    case 'comments.update': {
      if (!last || !isFresh(last) || !('text' in last.write.input)) return [...items, item]
      const write = { ...last.write, input: { ...last.write.input, text: item.write.input.text } } as CommentWrite
      return items.map(other => (other === last ? { ...last, write } : other))
    }
    case 'comments.restore':
      return last?.write.command === 'comments.delete' && isFresh(last) ? items.filter(other => other !== last) : [...items, item]
    case 'comments.delete': {
      const isUnknown = mine.some(other => other.write.command === 'comments.create' && (isFresh(other) || other.state === 'refused'))
      const rest = items.filter(other => !mine.some(one => one === other) || (!isUnknown && other.state !== 'refused' && !isFresh(other)))
      return isUnknown ? rest : [...rest, item]
    }
    default:
      return [...items, item]
  }
}
