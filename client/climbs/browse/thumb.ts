import type { ClimbHold, Role } from '../../../shared/model/climbHold'
import type { Hold } from '../../../shared/model/hold'

export interface Dot {
  x: number
  y: number
  role: Role
}

/** A climb's holds as dots in a picture `width` wide and as high as the wall's shape asks; unknown holds are left out. */
export function dotsOf(climb: readonly ClimbHold[], holds: ReadonlyMap<number, Hold>, scale: number): Dot[] {
  return climb.flatMap(({ hold_id, role }) => {
    const hold = holds.get(hold_id)
    return hold ? [{ x: round(hold.centroid_x * scale), y: round(hold.centroid_y * scale), role }] : []
  })
}

const round = (value: number): number => Math.round(value * 10) / 10
