import type { ClimbHold } from '../../shared/model/climbHold'
import { parseHoldsList } from '../../shared/rules/holdsList'

/** The field of a climb that has its holds. */
type Holds = { readonly holds_list: string }

interface Read {
  all: readonly number[]
  hands: readonly number[]
}
const NONE: Read = { all: [], hands: [] }
const read = new WeakMap<Holds, Read>()

const distinct = (holds: readonly ClimbHold[]): number[] => [...new Set(holds.map(({ hold_id }) => hold_id))]

/** Rows are replaced, never changed: each list is read once. */
function readOnce(climb: Holds): Read {
  const known = read.get(climb)
  if (known) return known
  const holds = parseHoldsList(climb.holds_list)
  const fresh = holds ? { all: distinct(holds), hands: distinct(holds.filter(({ role }) => role !== 'F')) } : NONE
  read.set(climb, fresh)
  return fresh
}

/** Every hold of the climb once, whatever its roles. */
export const holdIdsOf = (climb: Holds): readonly number[] => readOnce(climb).all
/** The holds that a hand takes. */
export const handHoldIdsOf = (climb: Holds): readonly number[] => readOnce(climb).hands

/** The holds of the wall that none of these climbs uses. */
export function unusedHolds(wall: readonly { readonly id: number }[], climbs: readonly Holds[]): ReadonlySet<number> {
  const used = new Set<number>()
  for (const climb of climbs) for (const id of holdIdsOf(climb)) used.add(id)
  return new Set(wall.map(({ id }) => id).filter(id => !used.has(id)))
}
