import type { ClimbRow } from '../../../shared/model/climb'
import { parseHoldsList } from '../../../shared/rules/holdsList'
import { holdIdsOf } from '../climbHolds'

/** A climb and how many of its holds and another's are the same, in hundredths of all holds of both. */
export interface Kin {
  climb: ClimbRow
  percent: number
}

/** Less in common says nothing. */
const LEAST = 20
/** So much in common is nearly the same climb. */
const TWIN = 80

/** The climbs that have so much in common with these holds, the nearest first; what is equal stays in order. */
function kinOf(own: ReadonlySet<number>, others: readonly ClimbRow[], least: number): Kin[] {
  const kin: Kin[] = []
  for (const climb of others) {
    const ids = holdIdsOf(climb)
    let common = 0
    for (const id of ids) if (own.has(id)) common += 1
    const percent = Math.round((100 * common) / (own.size + ids.length - common || 1))
    if (percent >= least) kin.push({ climb, percent })
  }
  return kin.sort((a, b) => b.percent - a.percent)
}

const without = (id: string | undefined, climbs: readonly ClimbRow[]) => climbs.filter(climb => climb.id !== id)

/** [CARD-1] The climbs that have most holds in common with this one. */
export const similarClimbs = (climb: ClimbRow, others: readonly ClimbRow[], most = 5): Kin[] =>
  kinOf(new Set(holdIdsOf(climb)), without(climb.id, others), LEAST).slice(0, most)

/** [SET-5] The climbs that are nearly those holds. @param editedId the climb itself, where one is being changed */
export const twinClimbs = (holds: readonly number[], others: readonly ClimbRow[], editedId?: string): Kin[] =>
  kinOf(new Set(holds), without(editedId, others), TWIN).slice(0, 3)

const startsRead = new WeakMap<ClimbRow, ReadonlySet<number>>()
/** Rows are replaced, never changed: each is read once. */
export function startsOf(climb: ClimbRow): ReadonlySet<number> {
  const known = startsRead.get(climb)
  if (known) return known
  const starts = new Set((parseHoldsList(climb.holds_list) ?? []).filter(({ role }) => role === 'S').map(({ hold_id }) => hold_id))
  startsRead.set(climb, starts)
  return starts
}

/** [CARD-2] The other climbs that start at all of its start holds. */
export function sameStart(climb: ClimbRow, others: readonly ClimbRow[]): ClimbRow[] {
  const starts = startsOf(climb)
  if (starts.size === 0) return []
  return others.filter(other => other.id !== climb.id && [...starts].every(id => startsOf(other).has(id)))
}
