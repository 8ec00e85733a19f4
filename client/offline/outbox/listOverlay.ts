import type { ClimbList, KeptSearch } from '../../../shared/model/climbList'
import { instantOf, type Instant } from '../../../shared/model/instant'
import { isOfList, isOfSearch, keptIdOf, type ItemState, type ListWrite, type OutboxItem, type SearchWrite } from './item'

interface Overlay<T> {
  rows: ReadonlyMap<string, T>
  /** The state of my last act on each of them. */
  states: ReadonlyMap<string, ItemState>
}
interface Me { id: string; name: string }

/** [OUTBOX-4] My lists as they will be once the server has what waits here; what it refused changes nothing. */
export function applyListOverlay(items: readonly OutboxItem[], known: ReadonlyMap<string, ClimbList>, me: Me): Overlay<ClimbList> {
  return applyOptimistic(items, known, item => (isOfList(item.write) ? listAfter(item.write, item.at, me) : null))
}

/** [OUTBOX-4] The same of the searches that I keep. */
export const applySearchOverlay = (items: readonly OutboxItem[], known: ReadonlyMap<string, KeptSearch>): Overlay<KeptSearch> =>
  applyOptimistic(items, known, item => (isOfSearch(item.write) ? searchAfter(item.write, item.at) : null))

/** What an act makes of the row; undefined: there is none any more. */
type Act<T> = (before: T | undefined) => T | undefined

function applyOptimistic<T>(
  items: readonly OutboxItem[],
  known: ReadonlyMap<string, T>,
  actOf: (item: OutboxItem) => Act<T> | null,
): Overlay<T> {
  const rows = new Map(known)
  const states = new Map<string, ItemState>()
  for (const item of items) {
    const [act, id] = [actOf(item), keptIdOf(item.write)]
    if (!act || id === null) continue
    const after = item.state === 'refused' ? rows.get(id) : act(rows.get(id))
    if (after) rows.set(id, after)
    else rows.delete(id)
    if (item.state !== 'sent' || !states.has(id)) states.set(id, item.state)
  }
  return { rows, states }
}

function listAfter(write: ListWrite, at: number, me: Me): Act<ClimbList> {
  if (write.command === 'lists.create') return before => before ?? newList(write.input, at, me)
  if (write.command === 'lists.delete') return () => undefined
  return before => before && { ...before, ...changeOf(write, before) }
}

function newList({ id, name, description = null, is_shared = false, climb_ids = [] }: MadeList, at: number, me: Me): ClimbList {
  const now = instantOf(at)
  const owner = { owner_id: me.id, owner_name: me.name }
  return { id, ...owner, name, description, is_shared, climb_ids: [...new Set(climb_ids)], created_at: now, updated_at: now }
}
type MadeList = Extract<ListWrite, { command: 'lists.create' }>['input']

function changeOf(write: Exclude<ListWrite, { command: 'lists.create' | 'lists.delete' }>, before: ClimbList): Partial<ClimbList> {
  const { climb_ids } = before
  switch (write.command) {
    case 'lists.update': {
      const { name = before.name, description = before.description, is_shared = before.is_shared } = write.input
      return { name, description, is_shared }
    }
    case 'lists.addClimb':
      return { climb_ids: climb_ids.includes(write.input.climb_id) ? climb_ids : [...climb_ids, write.input.climb_id] }
    case 'lists.removeClimb':
      return { climb_ids: climb_ids.filter(id => id !== write.input.climb_id) }
    case 'lists.order':
      return { climb_ids: inOrder(climb_ids, write.input.climb_ids) }
  }
}

/** [LIST-4] Climbs that the order does not name follow, and what is not in the list stays out. */
function inOrder(climbIds: readonly string[], order: readonly string[]): string[] {
  const [has, named] = [new Set(climbIds), new Set(order)]
  return [...[...named].filter(id => has.has(id)), ...climbIds.filter(id => !named.has(id))]
}

function searchAfter(write: SearchWrite, at: number): Act<KeptSearch> {
  const now = instantOf(at)
  if (write.command === 'searches.delete') return () => undefined
  if (write.command === 'searches.update') {
    const { name, seen_at } = write.input
    const later = (before: Instant) => (seen_at && seen_at > before ? seen_at : before)
    return before => before && { ...before, name: name ?? before.name, seen_at: later(before.seen_at) }
  }
  const { seen_at = now, ...told } = write.input
  return before => before ?? { ...told, created_at: now, seen_at }
}
