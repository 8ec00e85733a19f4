import { isCreate, isFresh, targetIdOf, type OutboxItem } from './item'

type Items = readonly OutboxItem[]

/** "Done" and "not after all" undo each other while nobody has them; what was refused makes room for what is asked anew. */
export function turned(item: OutboxItem, items: Items): Items {
  const isMine = (other: OutboxItem) => targetIdOf(other) === targetIdOf(item) && !isCreate(other.write)
  const rest = items.filter(other => !(isMine(other) && other.state === 'refused'))
  const last = rest.findLast(isMine)
  if (!last || !isFresh(last)) return [...rest, item]
  return last.write.command === item.write.command ? rest : rest.filter(other => other !== last)
}
