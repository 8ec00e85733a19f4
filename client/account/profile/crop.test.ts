import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movedBy, SIDE, sourceOf, whole, zoomedTo, zoomOf } from './crop'

const landscape = { width: 4000, height: 2000 }

describe('[ME-1] cutting a portrait out', () => {
  it('begins with all that fits, from the middle', () => {
    expect(sourceOf(whole(landscape))).toEqual({ x: 1000, y: 0, side: 2000 })
  })

  it('zooms at the middle, one to four times', () => {
    const twice = zoomedTo(whole(landscape), 2, landscape)
    expect(sourceOf(twice)).toEqual({ x: 1500, y: 500, side: 1000 })
    expect(zoomOf(zoomedTo(twice, 99, landscape), landscape)).toBeCloseTo(4)
    expect(zoomOf(zoomedTo(twice, 0, landscape), landscape)).toBeCloseTo(1)
  })

  it('zooms at the fingers', () => {
    const { x, y } = sourceOf(zoomedTo(whole(landscape), 2, landscape, { x: 0, y: 0 }))
    expect([x, y]).toEqual([1000, 0])
  })

  it('follows the finger', () => {
    expect(sourceOf(movedBy(whole(landscape), 32, 0, landscape)).x).toBeCloseTo(800)
  })

  it('never shows what is beside the picture', () => {
    const side = fc.integer({ min: 1, max: 8000 })
    const shift = fc.integer({ min: -9000, max: 9000 })
    const moves = fc.array(fc.tuple(shift, shift, fc.double({ min: 0.1, max: 9, noNaN: true })), { maxLength: 8 })
    fc.assert(fc.property(fc.record({ width: side, height: side }), moves, (picture, steps) => {
      const crop = steps.reduce((now, [dx, dy, zoom]) => zoomedTo(movedBy(now, dx, dy, picture), zoom, picture), whole(picture))
      const { x, y, side: cut } = sourceOf(crop)
      const least = -1e-6 * Math.max(picture.width, picture.height)
      expect(Math.min(x, y, picture.width - x - cut, picture.height - y - cut)).toBeGreaterThanOrEqual(least)
      expect(SIDE / crop.scale).toBeCloseTo(cut)
    }))
  })
})
