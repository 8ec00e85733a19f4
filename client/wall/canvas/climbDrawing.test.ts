import { describe, expect, it } from 'vitest'
import { parseHoldsList } from '../../../shared/rules/holdsList'
import { holdFixture } from '../../testing/holdFixture'
import { climbDrawing, type ClimbDrawing } from './climbDrawing'
import { defaultStyle, type DrawingStyle } from './scene'
import { shapesOf } from './shapes'

const shapes = shapesOf([1, 2, 3, 4].map(id => holdFixture(id, id * 100, 100, 20)), 2263)
const draw = (list: string, palette: DrawingStyle['palette'] = 'white'): ClimbDrawing =>
  climbDrawing(parseHoldsList(list) ?? [], shapes, { ...defaultStyle, palette })
const contours = (drawing: ClimbDrawing) => drawing.lines.filter(line => line.closed)
const tapes = (drawing: ClimbDrawing) => drawing.lines.filter(line => !line.closed).map(line => line.points)

describe('drawing a climb', () => {
  it('[WALL-8] outlines start, other and top in white and feet in cyan', () => {
    expect(contours(draw('S1')).map(line => line.colour)).toEqual(['#ffffff'])
    expect(contours(draw('O1')).map(line => line.colour)).toEqual(['#ffffff'])
    expect(contours(draw('F1'))).toMatchObject([{ colour: '#31daff', dashed: true }])
  })

  it('[WALL-8] gives a top a second contour, 135 % about its centre', () => {
    const [inner, outer] = contours(draw('T1'))
    expect(inner?.points[0]).toEqual({ x: 90, y: 90 })
    expect(outer?.points[0]).toEqual({ x: 86.5, y: 86.5 })
  })

  it('[WALL-8] hangs both tapes on a single start and one on each of two', () => {
    expect(tapes(draw('S1'))).toEqual([shapes.get(1)?.tapes.left, shapes.get(1)?.tapes.right])
    expect(tapes(draw('S1 S2'))).toEqual([shapes.get(1)?.tapes.centre, shapes.get(2)?.tapes.centre])
  })

  it('draws a hold once that is start and top, with the signs of both', () => {
    const drawing = draw('S1 T1')
    expect(drawing.cutouts.map(({ id }) => id)).toEqual([1])
    expect(contours(drawing)).toHaveLength(2)
    expect(tapes(drawing)).toHaveLength(2)
  })

  it('draws what imports contain: a hold that is other and top', () => {
    expect(contours(draw('O1 T1'))).toHaveLength(2)
  })

  it('[WALL-9] colours contours by role in the second style', () => {
    const colours = contours(draw('S1 O2 F3 T4', 'roles')).map(line => line.colour)
    expect(new Set(colours).size).toBe(4)
    expect(contours(draw('F1', 'roles'))[0]?.dashed).toBe(true)
  })

  it('passes over a hold that the wall does not have', () => {
    expect(draw('O999')).toEqual({ cutouts: [], lines: [] })
  })
})
