import { describe, expect, test } from 'vitest'
import { EVERY_CLIMB, type ClimbFinder } from '../../../shared/model/climbFinder'
import { FINDER_NAMES, finderFromQuery, finderToQuery, sortingFromQuery, sortingToQuery } from './finderQuery'

const FULL: ClimbFinder = {
  grade_min: '6A', grade_max: '7B+', setters: ['a1', 'b2'], not_setters: ['c3'], feet_rule: 'Pieds des mains', benchmark: true, tags: ['dalle', 'pince'], source: 'stokt',
  created_from: '2026-01-31', created_until: '2026-05-01', mine: 'project', holds: [{ id: 101, role: 'S' }, { id: 105, role: null }],
  holds_mode: 'any', not_holds: [109],
}

describe('[FILTER-3] the search in the address', () => {
  test('comes back as it was written', () => {
    expect(finderFromQuery(finderToQuery(FULL))).toEqual(FULL)
    expect(finderToQuery(FULL)).toMatchObject({ holds: '101:S,105', holds_mode: 'any', not_holds: '109', setters: 'a1,b2', benchmark: 'true' })
    expect(Object.keys(finderToQuery(FULL)).every(name => FINDER_NAMES.includes(name))).toBe(true)
  })

  test('is empty where nothing restricts', () => {
    expect(finderToQuery(EVERY_CLIMB)).toEqual({})
    expect(finderFromQuery({})).toEqual(EVERY_CLIMB)
    expect(sortingToQuery(sortingFromQuery({}))).toEqual({})
  })

  test('ignores what makes no sense', () => {
    const nonsense = {
      grade_min: '6D', grade_max: ['6A'], setters: 'a b,,"', source: 'moon', created_from: '2026-13-01', mine: 'yours', holds: '0:S', holds_mode: 'some',
      not_holds: 'x', benchmark: 'perhaps',
    }
    expect(finderFromQuery(nonsense)).toEqual(EVERY_CLIMB)
    expect(sortingFromQuery({ sort: 'beauty', order: 'up' })).toEqual({ sort: 'date', order: 'desc' })
  })

  test.each([['name', 'asc', {}], ['name', 'desc', { order: 'desc' }], ['grade', 'desc', {}], ['grade', 'asc', { order: 'asc' }]] as const)(
    'says the order of %s %s only where it is not the usual one', (sort, order, more) => {
      expect(sortingToQuery({ sort, order })).toEqual({ sort, ...more })
      expect(sortingFromQuery({ sort, ...more })).toEqual({ sort, order })
    },
  )
})
