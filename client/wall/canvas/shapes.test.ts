import { describe, expect, it } from 'vitest'
import { holdFixture } from '../../testing/holdFixture'
import { shapesOf } from './shapes'

const WIDTH = 2263

describe('reading a hold', () => {
  it('reads the polygon and the tape lines it was given', () => {
    const shape = shapesOf([holdFixture(1, 50, 50, 20, { left_tape_str: '1.5 2 3 4' })], WIDTH).get(1)
    expect(shape?.points[0]).toEqual({ x: 40, y: 40 })
    expect(shape?.box).toEqual({ left: 40, top: 40, right: 60, bottom: 60 })
    expect(shape?.tapes.left).toEqual([{ x: 1.5, y: 2 }, { x: 3, y: 4 }])
  })

  it('derives tape lines from the bottom edge outward where there are none', () => {
    const tapes = shapesOf([holdFixture(1, 50, 50, 30)], WIDTH).get(1)?.tapes
    expect(tapes?.centre).toEqual([{ x: 50, y: 65 }, { x: 50, y: 165 }])
    expect(tapes?.left[1].x).toBeLessThan(tapes?.left[0].x ?? 0)
    expect(tapes?.right[1].x).toBeGreaterThan(tapes?.right[0].x ?? Infinity)
  })

  it('leaves out what cannot be drawn', () => {
    const flat = { ...holdFixture(1, 0, 0, 1), polygon_str: '1,2 3,4' }
    const nonsense = { ...holdFixture(2, 0, 0, 1), polygon_str: 'x,y' }
    expect(shapesOf([flat, nonsense], WIDTH).size).toBe(0)
  })
})
