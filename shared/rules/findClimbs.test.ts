import { describe, expect, it } from 'vitest'
import type { ClimbRow } from '../model/climb'
import { nearMisses } from './findClimbs'

const climbs = ['S1 O2 T3', 'S1 O2 T9', 'S1 O2 T8', 'S1 O7 T3', 'O1 S2 T3', 'S5 T6', ''].map((holds_list, id) => ({ id: String(id), holds_list }) as ClimbRow)
const wanted = (...ids: number[]) => ids.map(id => ({ id, role: null }))
const told = (misses: ReturnType<typeof nearMisses>) => misses.map(({ missing, count }) => [missing.map(({ id }) => id), count])

describe('what comes near', () => {
  it('[FIND-8] is what lacks one wanted hold, by the hold that most lack', () => {
    expect(told(nearMisses(climbs.slice(1, 4), wanted(1, 2, 3)))).toEqual([[[3], 2], [[2], 1]])
  })

  it('[FIND-8] counts a hold in another role as lacking', () => {
    expect(told(nearMisses([climbs[4]].flatMap(climb => climb ?? []), [{ id: 1, role: 'S' }, { id: 2, role: 'S' }]))).toEqual([[[1], 1]])
  })

  it('[FIND-8] is as few lacking holds as possible, and nothing where a climb has none of them', () => {
    expect(told(nearMisses(climbs, wanted(1, 2, 20, 21)))).toEqual([[[20, 21], 4]])
    expect(nearMisses(climbs, wanted(20, 21))).toEqual([])
    expect(nearMisses(climbs, [])).toEqual([])
  })
})
