import type { Instant } from '../../../shared/model/instant'
import type { ClimbRow } from '../../../shared/model/climb'
import { CLIMB_SORTS, USUAL_ORDER, type Order } from '../../../shared/model/climbFinder'
import { climbComparer } from '../../../shared/rules/findClimbs'

/** The sorts of the list: those of the server, and by my last send of each climb. */
export const LIST_SORTS = [...CLIMB_SORTS, 'last_sent'] as const
export type ListSort = (typeof LIST_SORTS)[number]
export const USUAL_LIST_ORDER: Readonly<Record<ListSort, Order>> = { ...USUAL_ORDER, last_sent: 'desc' }

/** [LOGBOOK-5] Climbs that I did not send come last both ways, in the order of the date. */
export function listComparer(
  sort: ListSort,
  order: Order,
  lastSent: (climbId: string) => Instant | null,
): (a: ClimbRow, b: ClimbRow) => number {
  if (sort !== 'last_sent') return climbComparer(sort, order)
  const byDate = climbComparer('date')
  const sign = order === 'asc' ? 1 : -1
  return (a, b) => {
    const [first, second] = [lastSent(a.id), lastSent(b.id)]
    if (first === second) return byDate(a, b)
    if (first === null || second === null) return first === null ? 1 : -1
    return first < second ? -sign : sign
  }
}
