import { expect, test } from 'vitest'
import { zonesOf, zoneUses } from './zones'

const used = (uses: number) => ({ uses, easiest: null, hardest: null })
/** A busy group of holds on the left, and a quiet one far away on the right. */
const holds = Array.from({ length: 24 }, (_, at) => ({ id: at, centroid_x: at < 12 ? at : 1000 + at, centroid_y: 0 }))

test('[COLOUR-6] a hold has the average use of its twelve nearest, itself among them', () => {
  const zones = zonesOf(holds)
  expect([...(zones.get(3) ?? [])].sort((a, b) => a - b)).toEqual(holds.slice(0, 12).map(({ id }) => id))
  const uses = zoneUses(zones, new Map([[0, used(20)], [1, used(5)], [15, used(1)]]))
  // 25 climbs over 12 holds, and 1 over 12: the unused hold 3 lies in the busy zone.
  expect([uses.get(0), uses.get(3), uses.get(20)]).toEqual([2.1, 2.1, 0.1])
})

test('[COLOUR-6] a wall with few holds is one zone', () => {
  expect([...zoneUses(zonesOf(holds.slice(0, 2)), new Map([[0, used(3)]])).values()]).toEqual([1.5, 1.5])
})
