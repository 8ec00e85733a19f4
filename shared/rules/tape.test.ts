import { describe, expect, it } from 'vitest'
import { parsePolygon } from './polygon'
import { tapeLength, tapeLines } from './tape'

const box = parsePolygon('100,100 160,100 160,140 100,140')
const ends = (line: string) => line.split(' ').map(Number)

describe('tape lines', () => {
  it('hang straight down from the middle of a level hold', () => {
    expect(tapeLines(box, 100).center_tape_str).toBe('130.00 140.00 130.00 240.00')
  })

  it('open to the left and to the right, all of one length', () => {
    const { left_tape_str, right_tape_str } = tapeLines(box, 80)
    const [lx1 = 0, ly1 = 0, lx2 = 0, ly2 = 0] = ends(left_tape_str)
    const [rx1 = 0, , rx2 = 0, ry2 = 0] = ends(right_tape_str)
    expect(lx2).toBeLessThan(lx1)
    expect(rx2).toBeGreaterThan(rx1)
    expect(ly2).toBeCloseTo(ry2, 1)
    expect(Math.hypot(lx2 - lx1, ly2 - ly1)).toBeCloseTo(80, 1)
  })

  it('lean away from the side on which the lower edge hangs', () => {
    const sloping = parsePolygon('0,0 100,0 100,60 0,20')
    const [x1 = 0, , x2 = 0] = ends(tapeLines(sloping, 100).center_tape_str)
    expect(x2).toBeLessThan(x1)
  })

  it('of a tall hold leave it near its foot', () => {
    const { left_tape_str, right_tape_str } = tapeLines(parsePolygon('0,0 30,0 30,100 30,200 0,200 0,100'), 50)
    for (const line of [left_tape_str, right_tape_str]) expect(ends(line)[1]).toBeGreaterThan(150)
  })

  it('begin on the outline even when the centroid lies outside the hold', () => {
    const arch = parsePolygon('0,100 0,0 100,0 100,100 90,100 90,10 10,10 10,100')
    const [, y1] = ends(tapeLines(arch, 50).center_tape_str)
    expect(y1).toBeGreaterThanOrEqual(0)
    expect(tapeLines([], 50).center_tape_str).toBe('0.00 0.00 0.00 50.00')
  })

  it('are as long on the photo as the photo is large', () => {
    expect(tapeLength(2263)).toBe(100)
    expect(tapeLength(1131.5)).toBe(50)
  })
})
