import { describe, expect, it } from 'vitest'
import {
  dilatePolygon, distanceToOutline, enlargePolygon, formatPolygon, parsePolygon, polygonArea, polygonBox, polygonCentroid,
  polygonContains, polygonIsSimple, polygonPath,
} from './polygon'

const square = [{ x: 10, y: 10 }, { x: 30, y: 10 }, { x: 30, y: 30 }, { x: 10, y: 30 }]
const arrow = [{ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 4, y: 4 }, { x: 0, y: 20 }]

describe('polygons', () => {
  it('are read from and written to the wire form', () => {
    expect(parsePolygon(' 10,10 30,10.5  30,30 ')).toEqual([{ x: 10, y: 10 }, { x: 30, y: 10.5 }, { x: 30, y: 30 }])
    expect(formatPolygon(parsePolygon('1.005,2 3,4.5'))).toBe('1.00,2.00 3.00,4.50')
    expect(polygonPath(square.slice(0, 3))).toBe('M10.00,10.00L30.00,10.00L30.00,30.00z')
  })

  it('forgive text that is no polygon', () => {
    expect(parsePolygon('')).toEqual([])
    expect(parsePolygon('a,b 1,2 3')).toEqual([{ x: 1, y: 2 }])
    expect(polygonPath([])).toBe('')
  })

  it('have the same area and centroid whichever way round they run', () => {
    for (const points of [square, [...square].reverse()]) {
      expect(polygonArea(points)).toBe(400)
      expect(polygonCentroid(points)).toEqual({ x: 20, y: 20 })
    }
  })

  it('without a surface have the middle of their points as centroid', () => {
    expect(polygonCentroid([{ x: 0, y: 0 }, { x: 10, y: 0 }])).toEqual({ x: 5, y: 0 })
    expect(polygonCentroid([])).toEqual({ x: 0, y: 0 })
  })

  it('dilate about the centroid and keep it', () => {
    const dilated = dilatePolygon(square, 1.35)
    expect(polygonCentroid(dilated).x).toBeCloseTo(20)
    expect(polygonArea(dilated)).toBeCloseTo(400 * 1.35 ** 2)
  })

  it('grow by a distance in every direction', () => {
    expect(polygonBox(enlargePolygon(square, Math.SQRT2 * 5))).toEqual({ left: 5, top: 5, right: 35, bottom: 35 })
  })

  it('know what is inside, also when they are hollow', () => {
    expect(polygonContains(square, { x: 11, y: 29 })).toBe(true)
    expect(polygonContains(square, { x: 31, y: 29 })).toBe(false)
    expect(polygonContains(arrow, { x: 12, y: 12 })).toBe(false)
    expect(polygonContains(arrow, { x: 3, y: 3 })).toBe(true)
  })

  it('know whether their outline crosses itself', () => {
    expect(polygonIsSimple(square)).toBe(true)
    expect(polygonIsSimple([{ x: 0, y: 0 }, { x: 10, y: 10 }, { x: 10, y: 0 }, { x: 0, y: 10 }])).toBe(false)
  })

  it('measure how far a point is from their outline', () => {
    expect(distanceToOutline(square, { x: 20, y: 27 })).toBe(3)
    expect(distanceToOutline(square, { x: 33, y: 34 })).toBe(5)
  })
})
