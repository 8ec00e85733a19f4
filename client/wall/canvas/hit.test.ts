import { describe, expect, it } from 'vitest'
import { holdFixture } from '../../testing/holdFixture'
import { createHitTest, nextOf } from './hit'
import { shapesOf } from './shapes'

const BIG = 1
const SMALL = 2
const FAR = 3
const test = createHitTest(shapesOf([
  holdFixture(BIG, 100, 100, 100), holdFixture(SMALL, 120, 120, 20), holdFixture(FAR, 300, 100, 20),
], 1000).values())

describe('finding the hold under a finger', () => {
  it('[WALL-2] takes the smallest of the holds around the point', () => {
    expect(test.at({ x: 120, y: 120 }, 0)).toEqual([SMALL, BIG])
    expect(test.at({ x: 60, y: 60 }, 0)).toEqual([BIG])
  })

  it('takes the nearest edge within reach when no hold is around the point', () => {
    expect(test.at({ x: 284, y: 100 }, 12)).toEqual([FAR])
    expect(test.at({ x: 284, y: 100 }, 4)).toEqual([])
    expect(test.at({ x: 155, y: 100 }, 200)).toEqual([BIG, SMALL, FAR])
  })

  it('[FINGER-1] counts the holds that a finger cannot tell apart', () => {
    expect(test.near({ x: 120, y: 120 }, 16)).toBe(2)
    expect(test.near({ x: 284, y: 100 }, 16)).toBe(1)
    expect(test.near({ x: 700, y: 100 }, 16)).toBe(0)
  })

  it('finds nothing on a wall without holds', () => {
    expect(createHitTest([]).at({ x: 0, y: 0 }, 12)).toEqual([])
  })

  it('goes by the polygon, not by the box around it', () => {
    const triangle = { ...holdFixture(4, 0, 0, 10), polygon_str: '0,0 100,0 0,100' }
    expect(createHitTest(shapesOf([triangle], 1000).values()).at({ x: 90, y: 90 }, 0)).toEqual([])
  })
})

describe('tapping again', () => {
  it('[WALL-2] goes through the holds that lie there', () => {
    expect(nextOf([SMALL, BIG], null)).toBe(SMALL)
    expect(nextOf([SMALL, BIG], SMALL)).toBe(BIG)
    expect(nextOf([SMALL, BIG], BIG)).toBe(SMALL)
    expect(nextOf([SMALL, BIG], FAR)).toBe(SMALL)
    expect(nextOf([], BIG)).toBeNull()
  })
})
