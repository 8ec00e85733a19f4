import type { ClimbRow } from '../../../shared/model/climb'

/** The climbs before and after one among those that one steps through; where it is not among them the first comes next. */
export function neighbours(climbs: readonly ClimbRow[], id: string | null) {
  const at = climbs.findIndex(climb => climb.id === id)
  return { at, previous: at > 0 ? climbs[at - 1] ?? null : null, next: climbs[at + 1] ?? null }
}
