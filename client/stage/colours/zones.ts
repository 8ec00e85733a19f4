import type { Hold } from '../../../shared/model/hold'
import type { HoldUse } from './holdUses'

/** The zone of a hold is the hold and those that are nearest to it, so many in all. */
const HOLDS_OF_ZONE = 12
type Placed = Pick<Hold, 'id' | 'centroid_x' | 'centroid_y'>

/** The numbers of the holds in the zone of each hold. */
export function zonesOf(holds: readonly Placed[]): Map<number, number[]> {
  return new Map(holds.map(({ id, centroid_x: x, centroid_y: y }) => {
    const byDistance = holds.map(hold => ({ id: hold.id, away: (hold.centroid_x - x) ** 2 + (hold.centroid_y - y) ** 2 }))
    return [id, byDistance.sort((a, b) => a.away - b.away).slice(0, HOLDS_OF_ZONE).map(hold => hold.id)]
  }))
}

/** [COLOUR-6] The climbs through a hold, on average in the zone of each hold, to one decimal. */
export function zoneUses(zones: ReadonlyMap<number, readonly number[]>, uses: ReadonlyMap<number, HoldUse>): Map<number, number> {
  return new Map([...zones].map(([id, zone]) => {
    const sum = zone.reduce((total, one) => total + (uses.get(one)?.uses ?? 0), 0)
    return [id, Math.round((sum / zone.length) * 10) / 10]
  }))
}
