import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fit, zoomAt } from '../camera/camera'
import { withStroke } from '../canvas/editor'
import { createGestureHandlers, type WallActions, type WallNow } from './gestureHandlers'
import { createDrawingHandlers } from './drawingTool'
import type { GestureHandlers, Pointer } from './tool'

const view = { width: 400, height: 400 }
const picture = { width: 400, height: 400 }
let now: WallNow
let actions: { [K in keyof WallActions]: ReturnType<typeof vi.fn<WallActions[K]>> }
let under: number[]
let near: number
let handlers: GestureHandlers

const at = (x: number, y: number): Pointer => ({ id: 1, at: { x, y }, time: 0, kind: 'touch' })

beforeEach(() => {
  now = { mode: 'look', brush: null, climb: [], swipes: true, camera: fit(view, picture), view, picture }
  under = [7]
  near = 1
  actions = {
    now: vi.fn(() => now),
    holdsAt: vi.fn(() => under),
    holdsNear: vi.fn(() => near),
    move: vi.fn(),
    rest: vi.fn(),
    highlight: vi.fn(),
    choose: vi.fn(),
    choosePressed: vi.fn(),
    zoomTo: vi.fn(),
    zoomInAt: vi.fn(),
    reset: vi.fn(),
    swipe: vi.fn(),
    paint: vi.fn(strokes => {
      now = { ...now, climb: strokes.reduce(withStroke, now.climb) }
    }),
  }
  handlers = createGestureHandlers(actions, createDrawingHandlers(() => null, () => now.camera))
})

describe('a tap', () => {
  it('chooses the hold under it, or none', () => {
    handlers.tap(at(10, 10))
    expect(actions.choose).toHaveBeenLastCalledWith(7, false)
    under = []
    handlers.tap(at(200, 200))
    expect(actions.choose).toHaveBeenLastCalledWith(null, false)
  })

  it('[WALL-2] goes on to the next hold at the same place', () => {
    under = [7, 8]
    handlers.tap(at(10, 10))
    handlers.tap(at(12, 10))
    handlers.tap(at(12, 10))
    expect(actions.choose.mock.calls.map(([hold]) => hold)).toEqual([7, 8, 7])
  })

  it('keeps to the hold that the loupe shows, and to its hold where a second tap means something else', () => {
    under = [7, 8]
    handlers.tap(at(10, 10), true)
    handlers.tap(at(10, 10), true)
    now = { ...now, mode: 'pick' }
    handlers.tap(at(10, 10))
    handlers.tap(at(10, 10))
    expect(actions.choose.mock.calls).toEqual([[7, true], [7, true], [7, false], [7, false]])
  })

  it('[WALL-4] paints with the brush, and takes off with the same brush', () => {
    now = { ...now, mode: 'paint', brush: 'S' }
    handlers.tap(at(10, 10))
    handlers.tap(at(10, 10))
    expect(actions.paint.mock.calls).toEqual([
      [[{ hold_id: 7, role: 'S', on: true }], false],
      [[{ hold_id: 7, role: 'S', on: false }], false],
    ])
    expect(actions.choose).not.toHaveBeenCalled()
  })
})

describe('a press', () => {
  it('[FINGER-1] shows the hold that it means, and wants the loupe where there are several', () => {
    expect(handlers.crowded(at(10, 10))).toBe(false)
    near = 2
    expect(handlers.crowded(at(10, 10))).toBe(true)
    handlers.highlight({ pointer: at(10, 10), loupe: true, armed: false })
    expect(actions.highlight).toHaveBeenCalledExactlyOnceWith({ at: { x: 10, y: 10 }, hold: 7, loupe: true, armed: false })
  })

  it('shows nothing where marks are drawn', () => {
    now = { ...now, mode: 'draw' }
    near = 2
    expect([handlers.crowded(at(10, 10)), handlers.doubleTaps()]).toEqual([false, false])
    handlers.highlight({ pointer: at(10, 10), loupe: false, armed: false })
    expect(actions.highlight).not.toHaveBeenCalled()
  })
})

describe('a trail', () => {
  beforeEach(() => { now = { ...now, mode: 'paint', brush: 'O' } })

  const cross = (...ids: number[]): void => ids.forEach((id, step) => {
    under = [id]
    handlers.brush(at(20 * step, 10), step === 0)
  })

  it('[WALL-7] [FINGER-5] puts the role on every hold it crosses, as one step of undo', () => {
    cross(7, 7, 8, 7)
    expect(now.climb).toEqual([{ hold_id: 7, role: 'O' }, { hold_id: 8, role: 'O' }])
    expect(actions.paint.mock.calls.map(([, goesOn]) => goesOn)).toEqual([false, true])
  })

  it('[WALL-7] [FINGER-5] takes nothing off that is painted already, unless it erases', () => {
    now = { ...now, climb: [{ hold_id: 7, role: 'O' }, { hold_id: 9, role: 'O' }] }
    cross(7, 8, 9)
    expect(now.climb.map(({ hold_id }) => hold_id)).toEqual([7, 9, 8])
    now = { ...now, brush: 'erase' }
    cross(7, 8)
    expect(now.climb.map(({ hold_id }) => hold_id)).toEqual([9])
  })

  it('[FINGER-8] paints no third start, says so once, and keeps its brush', () => {
    now = { ...now, brush: 'S' }
    actions.paint.mockImplementation(strokes => {
      const starts = now.climb.length
      now = { ...now, brush: 'O', climb: starts < 2 ? strokes.reduce(withStroke, now.climb) : now.climb }
    })
    cross(7, 8, 9, 10)
    expect(now.climb).toEqual([{ hold_id: 7, role: 'S' }, { hold_id: 8, role: 'S' }])
    expect(actions.paint).toHaveBeenCalledTimes(3)
  })
})

describe('zooming', () => {
  it('[WALL-1] [FINGER-3] by two taps goes to the hold in every mode, or to the place where there is none, and back to the whole wall', () => {
    for (const mode of ['look', 'pick', 'paint'] as const) {
      now = { ...now, mode }
      expect(handlers.doubleTaps()).toBe(true)
      handlers.doubleTap(at(10, 10))
    }
    expect(actions.zoomTo.mock.calls).toEqual([[7], [7], [7]])
    under = []
    handlers.doubleTap(at(10, 10))
    expect(actions.zoomInAt).toHaveBeenCalledExactlyOnceWith({ x: 10, y: 10 })
    expect(actions.reset).not.toHaveBeenCalled()
    now = { ...now, camera: zoomAt(now.camera, 3, { x: 0, y: 0 }, view, picture) }
    handlers.doubleTap(at(10, 10))
    expect(actions.reset).toHaveBeenCalledOnce()
  })

  it('by two fingers moves the camera', () => {
    handlers.pinch(2, { x: 100, y: 100 }, 0, 0)
    expect(actions.move).toHaveBeenCalledExactlyOnceWith({ scale: 2, x: -100, y: -100 })
  })
})

it('opens the card of a hold that is pressed long, and of none where there is none', () => {
  handlers.longPress(at(10, 10))
  expect(actions.choosePressed).toHaveBeenCalledExactlyOnceWith(7)
  under = []
  handlers.longPress(at(200, 200))
  expect(actions.choosePressed).toHaveBeenCalledOnce()
})
