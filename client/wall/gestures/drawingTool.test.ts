import { beforeEach, describe, expect, it } from 'vitest'
import type { Point } from '../../../shared/rules/polygon'
import { movedMark, type Mark } from '../marks/mark'
import type { DrawTool } from '../marks/sketch'
import { createDrawingHandlers, type DrawingTool, type DrawingHandlers } from './drawingTool'
import type { Pointer } from './tool'

const CAMERA = { scale: 0.5, x: 10, y: 20 }
const PICTURE = { width: 4000, height: 3000 }
let held: { -readonly [K in keyof DrawingTool]: DrawingTool[K] } & {
  kept: [string, readonly Point[]][]
  shifts: (Point | null)[]
  moves: Point[]
}
let handlers: DrawingHandlers

const zone: Mark = { id: 'z', kind: 'zone', points: [[100, 100], [500, 100], [500, 500], [100, 500]], colour: '#ff5a3c', text: '', by: 'u' }
const pin: Mark = { id: 'p', kind: 'pin', points: [[300, 300]], colour: '#ff5a3c', text: '', by: 'u' }

function pick(tool: DrawTool, marks: Mark[] = []): void {
  held = {
    mayDraw: true, tool, marks, chosen: null, sketch: null, kept: [], shifts: [], moves: [],
    show: sketch => { held.sketch = sketch },
    keep: (kind, points) => { held.kept.push([kind, points]) },
    choose: id => { held.chosen = marks.find(mark => mark.id === id) ?? null },
    shift: by => { held.shifts.push(by) },
    move: by => { held.moves.push(by) },
  }
}

beforeEach(() => { handlers = createDrawingHandlers(() => held, () => CAMERA) })

/** CSS pixels on the screen for a place in the picture. */
const finger = (x: number, y: number, kind: Pointer['kind'] = 'touch'): Pointer => ({
  id: 1,
  at: { x: x * 0.5 + 10, y: y * 0.5 + 20 },
  time: 0,
  kind,
})
function drag(from: [number, number], ...to: [number, number][]): void {
  handlers.draw(finger(...from), 'begins')
  for (const point of to) handlers.draw(finger(...point), 'goes')
  handlers.draw(finger(...(to.at(-1) ?? from)), 'ends')
}

describe('[MARK-1] with the pen', () => {
  it('a drag is shown as it goes and kept in picture pixels', () => {
    pick('arrow')
    expect(handlers.draws(finger(0, 0))).toBe(true)
    handlers.draw(finger(100, 200), 'begins')
    handlers.draw(finger(400, 200), 'goes')
    expect(held.sketch).toEqual({ kind: 'arrow', points: [{ x: 100, y: 200 }, { x: 400, y: 200 }] })
    handlers.draw(finger(500, 200), 'ends')
    expect(held.kept).toEqual([['arrow', [{ x: 100, y: 200 }, { x: 500, y: 200 }]]])
    expect(held.sketch).toBeNull()
  })

  it('a drag given up leaves nothing', () => {
    pick('zone')
    handlers.draw(finger(100, 200), 'begins')
    handlers.draw(finger(400, 200), 'goes')
    handlers.eraseStroke()
    handlers.draw(finger(400, 300), 'ends')
    expect([held.sketch, held.kept]).toEqual([null, []])
  })

  it('nothing needs a drag: taps, or Enter on holds, set corners until it is done', () => {
    pick('arrow')
    handlers.tap(finger(100, 100))
    expect(held.kept).toEqual([])
    handlers.press({ x: 300, y: 100 })
    expect(held.kept).toEqual([['arrow', [{ x: 100, y: 100 }, { x: 300, y: 100 }]]])
    pick('zone')
    for (const corner of [[0, 0], [400, 0], [0, 400]] as const) handlers.press({ x: corner[0], y: corner[1] })
    expect(held.kept).toEqual([])
    expect(held.sketch).toEqual({ kind: 'zone', points: [{ x: 0, y: 0 }, { x: 400, y: 0 }, { x: 0, y: 400 }] })
    pick('pin')
    handlers.tap(finger(50, 60))
    expect(held.kept).toEqual([['pin', [{ x: 50, y: 60 }]]])
  })
})

describe('[MARK-3] without it', () => {
  it('a tap chooses the smallest mark there, and beside all marks none', () => {
    pick('choose', [zone, pin])
    handlers.tap(finger(300, 280))
    expect(held.chosen?.id).toBe('p')
    handlers.tap(finger(200, 450))
    expect(held.chosen?.id).toBe('z')
    handlers.tap(finger(900, 900))
    expect(held.chosen).toBeNull()
  })

  it('a finger moves what it has chosen and pans otherwise, a mouse takes hold at once', () => {
    pick('choose', [zone])
    expect(handlers.draws(finger(200, 200))).toBe(false)
    expect(handlers.draws(finger(200, 200, 'mouse'))).toBe(true)
    expect(handlers.draws(finger(900, 900, 'mouse'))).toBe(false)
    held.chosen = zone
    expect(handlers.draws(finger(200, 200))).toBe(true)
    drag([200, 200], [230, 240])
    expect(held.shifts).toEqual([{ x: 30, y: 40 }, null])
    expect(held.moves).toEqual([{ x: 30, y: 40 }])
  })

  it('who may only look chooses and moves nothing', () => {
    pick('choose', [zone])
    Object.assign(held, { mayDraw: false, chosen: zone })
    expect([handlers.draws(finger(200, 200)), handlers.draws(finger(200, 200, 'mouse'))]).toEqual([false, false])
    handlers.tap(finger(900, 900))
    expect(held.chosen).toBeNull()
  })

  it('a mark stays in the picture and keeps its form', () => {
    const { points } = movedMark(zone, { x: -900, y: 2900 }, PICTURE)
    expect(points).toEqual([[0, 2600], [400, 2600], [400, 3000], [0, 3000]])
    const outside: Mark = { ...zone, points: [[-50, 10], [-10, 10], [-10, 40]] }
    expect(movedMark(outside, { x: 0, y: 5 }, PICTURE).points).toEqual([[-50, 15], [-10, 15], [-10, 45]])
    expect(movedMark(outside, { x: 30, y: 0 }, PICTURE).points[0]).toEqual([-20, 10])
  })
})

it('without a pen nothing is drawn', () => {
  const empty = createDrawingHandlers(() => null, () => CAMERA)
  expect(empty.draws(finger(0, 0))).toBe(false)
  expect(() => {
    empty.draw(finger(0, 0), 'begins')
    empty.tap(finger(0, 0))
  }).not.toThrow()
})
