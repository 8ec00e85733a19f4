import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ClimbRow } from '../../../shared/model/climb'
import { sameStart, similarClimbs, twinClimbs } from './kinship'

const climb = (id: string, holds_list: string) => ({ id, holds_list }) as ClimbRow

it('[CARD-1] finds the climbs with most holds in common, each hold counted once and whatever its role', () => {
  const own = climb('own', 'S1 S2 O3 T4')
  const others = [climb('far', 'S1 O7 O8 T9'), climb('twin', 'S4 O1 T2 F3 S3'), climb('near', 'S1 S2 O3 T5'), own, climb('none', '')]
  expect(similarClimbs(own, others).map(({ climb: { id }, percent }) => [id, percent])).toEqual([['twin', 100], ['near', 60]])
  expect(similarClimbs(own, others, 1)).toHaveLength(1)
  expect(similarClimbs(climb('empty', ''), others)).toEqual([])
})

it('[CARD-1] finds the same as a slow comparison of all', () => {
  const someHolds = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 })
  fc.assert(fc.property(fc.array(someHolds, { minLength: 2, maxLength: 40 }), (all) => {
    const climbs = all.map((ids, at) => climb(String(at), ids.map(id => `O${id}`).join(' ')))
    const [own, ...others] = all
    const shares = others.map((ids, at) => {
      const union = new Set([...ids, ...own ?? []]).size
      return { id: String(at + 1), percent: Math.round((100 * ids.filter(id => own?.includes(id)).length) / union) }
    })
    const expected = shares.filter(({ percent }) => percent >= 20).sort((a, b) => b.percent - a.percent).slice(0, 5)
    expect(similarClimbs(climbs[0] ?? climb('', ''), climbs).map(kin => ({ id: kin.climb.id, percent: kin.percent }))).toEqual(expected)
  }))
})

it('[CARD-2] finds the climbs that start at the same holds', () => {
  const own = climb('own', 'S1 S2 O3 T4')
  const others = [own, climb('same', 'S2 S1 T9'), climb('one', 'S1 O2 T9'), climb('more', 'S1 S2 S3 T9')]
  expect(sameStart(own, others).map(({ id }) => id)).toEqual(['same', 'more'])
  expect(sameStart(climb('without', 'O1 T2'), others)).toEqual([])
})

it('[SET-5] finds the climbs that are nearly what is being set, and not the one that is being changed', () => {
  const others = [climb('four of five', 'S1 O2 O3 T4'), climb('same', 'S1 O2 O3 O4 T5'), climb('three', 'S1 O2 T3'), climb('edited', 'S1 O2 O3 O4 T5')]
  expect(twinClimbs([1, 2, 3, 4, 5], others, 'edited').map(({ climb: { id }, percent }) => [id, percent])).toEqual([['same', 100], ['four of five', 80]])
  expect(twinClimbs([], others)).toEqual([])
})
