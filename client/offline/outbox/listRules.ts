import { isFresh, isOfList, isOfSearch, keptIdOf, targetIdOf, type ListWrite, type OutboxItem, type SearchWrite, type Write } from './item'
import { turned } from './turned'

type Items = readonly OutboxItem[]
type KeptItem = OutboxItem & { write: ListWrite | SearchWrite }
type Change = Extract<Write, { command: 'lists.update' | 'searches.update' }>
export const isKeptItem = (item: OutboxItem): item is KeptItem => isOfList(item.write) || isOfSearch(item.write)

const isMade = ({ write }: OutboxItem): boolean => write.command === 'lists.create' || write.command === 'searches.create'
const isDeletion = ({ write }: OutboxItem): boolean => write.command === 'lists.delete' || write.command === 'searches.delete'

/** [OUTBOX-2] What is done to a list or a kept search that waits here changes what waits; the rest queues up behind. */
export function keptAdded(item: KeptItem, items: Items): Items {
  switch (item.write.command) {
    case 'lists.addClimb':
    case 'lists.removeClimb':
      return turned(item, items)
    case 'lists.order': {
      // The last order names all climbs, so an earlier one that waits says nothing more.
      const isOutdated = (other: OutboxItem) => targetIdOf(other) === targetIdOf(item) && (isFresh(other) || other.state === 'refused')
      return [...items.filter(other => !isOutdated(other)), item]
    }
    case 'lists.update':
    case 'searches.update':
      return changed(item, item.write, items)
    case 'lists.delete':
    case 'searches.delete':
      return deleted(item, items)
    default: {
      // It is had back before the server heard of its deletion: as it was.
      const last = items.findLast(other => targetIdOf(other) === targetIdOf(item))
      return last && isDeletion(last) && isFresh(last) ? items.filter(other => other !== last) : [...items, item]
    }
  }
}

function changed(item: KeptItem, { input: { id: _, ...patch } }: Change, items: Items): Items {
  const last = items.findLast(other => targetIdOf(other) === targetIdOf(item))
  if (!last || !isFresh(last) || isDeletion(last)) return [...items, item]
  const write = { ...last.write, input: { ...last.write.input, ...patch } } as Write
  return items.map(other => (other === last ? { ...last, write, name: item.name } : other))
}

/** What the server never had, or refused, is forgotten with all that was done to it. */
function deleted(item: KeptItem, items: Items): Items {
  const isOfIt = (other: OutboxItem) => keptIdOf(other.write) === item.write.input.id
  const isUnknown = items.some(other => isOfIt(other) && isMade(other) && (isFresh(other) || other.state === 'refused'))
  if (isUnknown) return items.filter(other => !isOfIt(other))
  return [...items.filter(other => !(isOfIt(other) && other.state === 'refused')), item]
}
