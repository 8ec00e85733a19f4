import { isFresh, targetIdOf, type AscentWrite, type OutboxItem } from './item'

type Items = readonly OutboxItem[]
type Change = Extract<AscentWrite, { command: 'ascents.update' }>

/** [OUTBOX-2] A change of a send that nobody has yet changes what waits. */
export function ascentChanged(item: OutboxItem, items: Items): Items {
  const last = items.findLast(other => targetIdOf(other) === targetIdOf(item))
  const write = last && isFresh(last) ? joined(last.write, item.write as Change) : null
  return write ? items.map(other => (other === last ? { ...last, write, name: item.name } : other)) : [...items, item]
}

function joined(before: OutboxItem['write'], { input: { id: _, ...patch } }: Change): AscentWrite | null {
  if (before.command === 'ascents.create') return { ...before, input: { ...before.input, ...patch } }
  return before.command === 'ascents.update' ? { ...before, input: { ...before.input, ...patch } } : null
}

/** [OUTBOX-2] A send that the server never had, or refused, is forgotten; changes that wait go with the send. */
export function ascentDeleted(item: OutboxItem, items: Items): Items {
  const mine = items.filter(other => targetIdOf(other) === targetIdOf(item))
  const isUnknown = mine.some(other => other.write.command === 'ascents.create' && (isFresh(other) || other.state === 'refused'))
  const rest = items.filter(other => !mine.includes(other) || (!isUnknown && other.state !== 'refused' && !isFresh(other)))
  return isUnknown ? rest : [...rest, item]
}
