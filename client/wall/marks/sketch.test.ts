import { describe, expect, it } from 'vitest'
import { polygonArea, polygonContains, type Point } from '../../../shared/rules/polygon'
import { isMarkId } from '../../../shared/documents'
import { newMarkId } from './mark'
import { cornered, dragged, finished, isWhole, withoutLastCorner, type Sketch } from './sketch'

const PIXEL = 2
const at = (x: number, y: number): Point => ({ x, y })
const draw = (kind: Sketch['kind'], points: Point[]): Sketch =>
  points.reduce<Sketch>((sketch, to) => dragged(sketch, to, PIXEL), { kind, points: [] })
const circle = (count: number): Point[] =>
  Array.from({ length: count }, (_, i) =>
    at(500 + 300 * Math.cos((i / count) * 2 * Math.PI), 500 + 300 * Math.sin((i / count) * 2 * Math.PI)),
  )

describe('[MARK-1] a zone', () => {
  it('follows the finger with few points', () => {
    const rim = finished(draw('zone', circle(2000)), PIXEL, true) ?? []
    expect(rim.length).toBeLessThan(60)
    expect(polygonArea(rim)).toBeCloseTo(Math.PI * 300 ** 2, -4)
  })

  it('has at most 500 points, however it was scribbled', () => {
    const scribble = Array.from({ length: 5000 }, (_, i) => at((i * 7919) % 4000, (i * 104_729) % 3000))
    const rim = finished(draw('zone', scribble), PIXEL, true) ?? []
    expect(rim.length).toBeGreaterThan(2)
    expect(rim.length).toBeLessThanOrEqual(500)
  })

  it('is a band around a straight stroke', () => {
    const rim = finished(draw('zone', [at(100, 100), at(300, 100), at(500, 100)]), PIXEL, true) ?? []
    expect(polygonContains(rim, at(300, 110))).toBe(true)
    expect(polygonContains(rim, at(300, 300))).toBe(false)
  })

  it('comes to nothing when the finger only trembled', () => {
    expect(finished(draw('zone', [at(100, 100), at(110, 108)]), PIXEL, true)).toBeNull()
  })

  it('is made of taps too: corner by corner, the last taken back, and around a single one', () => {
    const three = [at(0, 0), at(400, 0), at(0, 400)].reduce<Sketch | null>((sketch, corner) => cornered(sketch, 'zone', corner), null)
    if (!three) throw new Error('three corners were set')
    expect(isWhole(three)).toBe(false)
    expect(finished(three, PIXEL, false)).toEqual(three.points)
    const one = withoutLastCorner(withoutLastCorner(three) ?? three)
    const rim = finished(one ?? three, PIXEL, false) ?? []
    expect(polygonContains(rim, at(0, 0))).toBe(true)
    expect(polygonArea(rim)).toBeGreaterThan(1000)
    expect(withoutLastCorner(one ?? three)).toBeNull()
  })
})

describe('[MARK-1] an arrow', () => {
  it('leads from where the finger began to where it ended', () => {
    expect(finished(draw('arrow', [at(10, 10), at(90, 20), at(200, 10)]), PIXEL, true)).toEqual([at(10, 10), at(200, 10)])
  })

  it('is made of two taps, and of two at one place none', () => {
    const one = cornered(null, 'arrow', at(10, 10))
    expect(isWhole(one)).toBe(false)
    expect(isWhole(cornered(one, 'arrow', at(300, 10)))).toBe(true)
    expect(finished(cornered(one, 'arrow', at(14, 10)), PIXEL, false)).toBeNull()
  })
})

describe('[MARK-1] a pin', () => {
  it('stands where the finger left', () => {
    expect(finished(draw('pin', [at(10, 10), at(50, 50)]), PIXEL, true)).toEqual([at(50, 50)])
    expect(isWhole(cornered(null, 'pin', at(7, 7)))).toBe(true)
  })
})

it('begins anew when another kind is chosen', () => {
  expect(cornered(cornered(null, 'zone', at(1, 1)), 'arrow', at(2, 2))).toEqual({ kind: 'arrow', points: [at(2, 2)] })
})

it('gives ids that the server takes, later ones behind earlier ones', () => {
  const [early, late] = [newMarkId(1_000), newMarkId(2_000_000_000_000)]
  expect([isMarkId(early), isMarkId(late), early < late]).toEqual([true, true, true])
  expect(newMarkId(5)).not.toBe(newMarkId(5))
})
