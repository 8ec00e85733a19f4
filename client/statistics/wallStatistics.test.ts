import { expect, test } from 'vitest'
import { instant } from '../../shared/model/instant'
import type { ClimbRow } from '../../shared/model/climb'
import { climbFixture } from '../testing/climbFixture'
import { wallStatistics } from './wallStatistics'

let made = 0
const climb = (values: Partial<ClimbRow>): ClimbRow => climbFixture(`c${++made}`, { climbed_by: 1, ...values })

test('[STAT-1] counts stand on every grade from the easiest to the hardest, and ungraded climbs apart', () => {
  const { grades, ungraded } = wallStatistics([
    climb({ grade_ircra: 15.5 }), climb({ grade_ircra: 15.9 }), climb({ grade_ircra: 17.5 }),
    climb({ grade_ircra: 0 }), climb({ grade_ircra: null }),
  ], [])
  expect(grades.map(({ font, count }) => [font, count])).toEqual([['6A', 2], ['6A+', 0], ['6B', 1]])
  expect(ungraded).toBe(2)
})

test('[STAT-1] setters stand by what they set, and a person without an imported setter by their own account', () => {
  const { setters } = wallStatistics([
    climb({ setter_id: 'a', setter_name: 'Ann' }), climb({ setter_id: 'b', setter_name: 'Bob' }), climb({ setter_id: 'b', setter_name: 'Bob' }),
    climb({ created_by_id: 'a', setter_name: 'Ann' }), climb({ created_by_id: 'a', setter_name: 'Ann' }), climb({}),
  ], [])
  expect(setters).toEqual([{ id: 'a', name: 'Ann', count: 3 }, { id: 'b', name: 'Bob', count: 2 }])
})

test('[STAT-1] months without a climb are there too, the newest first', () => {
  const { months } = wallStatistics(
    ['2025-11-30T23:59:59Z', '2026-02-01T00:00:00Z', '2025-11-02T10:00:00Z'].map(at => climb({ created_at: instant(at) })), [],
  )
  expect(months).toEqual([
    { month: '2026-02', count: 1 }, { month: '2026-01', count: 0 }, { month: '2025-12', count: 0 }, { month: '2025-11', count: 2 },
  ])
})

test('[STAT-2] a hold counts once a climb, whatever its roles, and holds off the wall do not count', () => {
  const { holds, unused } = wallStatistics([climb({ holds_list: 'S1 O1 T1 T9' }), climb({ holds_list: 'S1 O2 T3' })], [1, 2, 3, 4])
  expect(holds).toEqual([{ id: 1, count: 2 }, { id: 2, count: 1 }, { id: 3, count: 1 }])
  expect(unused).toEqual([4])
})

test('[STAT-3] climbs that nobody sent stand with the oldest first', () => {
  const [young, old] = [climb({ climbed_by: 0 }), climb({ climbed_by: 0, created_at: instant('2020-01-01T00:00:00.000000Z') })]
  expect(wallStatistics([young, climb({}), old], []).neverSent).toEqual([old, young])
})

test('[STAT-1] an empty wall has nothing to count', () => {
  expect(wallStatistics([], [])).toEqual({ grades: [], ungraded: 0, setters: [], months: [], neverSent: [], holds: [], unused: [] })
})
