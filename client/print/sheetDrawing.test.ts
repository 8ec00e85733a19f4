import { describe, expect, it } from 'vitest'
import { shapesOf } from '../wall/canvas/shapes'
import { holdFixture } from '../testing/holdFixture'
import { sheetDrawing } from './sheetDrawing'

const side = 40
const wall = { width: 1000, height: 2000 }

describe('a climb on paper', () => {
  const shapes = shapesOf([
    holdFixture(1, 100, 1500, side), holdFixture(2, 300, 1000, side), holdFixture(3, 600, 700, side), holdFixture(4, 500, 1400, side),
  ], wall.width)
  const climb = [{ hold_id: 1, role: 'S' }, { hold_id: 2, role: 'O' }, { hold_id: 3, role: 'T' }, { hold_id: 3, role: 'O' }, { hold_id: 4, role: 'F' }] as const

  it('[PRINT-1] tells roles by letter and line, never by colour alone', () => {
    const drawing = sheetDrawing(climb, shapes, wall)
    expect(drawing?.letters.map(({ role }) => role)).toEqual(['S', 'T', 'F'])
    expect(drawing?.holds).toHaveLength(4)
    // Four outlines, the top's second one and the two tapes of a single start; the foot's alone is dashed.
    expect(drawing?.lines.map(({ dashed }) => dashed).filter(Boolean)).toHaveLength(1)
    expect(drawing?.lines).toHaveLength(7)
    expect(drawing?.lines.filter(({ path }) => !path.endsWith('z'))).toHaveLength(2)
  })

  it('[PRINT-1] shows the part of the wall around it, within the photo', () => {
    const { view, letters } = sheetDrawing(climb, shapes, wall) ?? { view: null, letters: [] }
    expect(view).toMatchObject({ left: 0 })
    expect(view && [view.width < wall.width, view.height < wall.height, view.top > 0]).toEqual([true, true, true])
    for (const { x, y } of letters) {
      expect(view && x >= view.left && x <= view.left + view.width).toBe(true)
      expect(view && y >= view.top && y <= view.top + view.height).toBe(true)
    }
    expect(sheetDrawing([{ hold_id: 99, role: 'S' }], shapes, wall)).toBeNull()
  })
})
