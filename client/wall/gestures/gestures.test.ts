import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PointerKind } from '../canvas/hit'
import { createGestures, type Gestures } from './gestures'
import type { GestureHandlers } from './tool'

let wall: { draws: boolean; zoomed: boolean; swipes: boolean; brushes: boolean; doubleTaps: boolean; crowded: boolean }
let handlers: { [K in keyof GestureHandlers]: ReturnType<typeof vi.fn<GestureHandlers[K]>> }
let gestures: Gestures
let now: number
let kind: PointerKind

beforeEach(() => {
  wall = { draws: false, zoomed: false, swipes: true, brushes: false, doubleTaps: true, crowded: false }
  handlers = {
    zoomed: vi.fn(() => wall.zoomed), swipes: vi.fn(() => wall.swipes), brushes: vi.fn(() => wall.brushes),
    doubleTaps: vi.fn(() => wall.doubleTaps), draws: vi.fn(() => wall.draws), draw: vi.fn(), eraseStroke: vi.fn(),
    crowded: vi.fn(() => wall.crowded), highlight: vi.fn(), tap: vi.fn(), doubleTap: vi.fn(), longPress: vi.fn(), brush: vi.fn(),
    pan: vi.fn(), pinch: vi.fn(), swipe: vi.fn(), rest: vi.fn(),
  }
  gestures = createGestures(handlers)
  now = 1000
  kind = 'touch'
})

const finger = (x: number, y: number, id: number) => ({ id, at: { x, y }, time: now, kind })
const pointerDown = (x: number, y: number, id = 1): void => gestures.pointerDown(finger(x, y, id))
const pointerMove = (x: number, y: number, id = 1): void => gestures.pointerMove(finger(x, y, id))
const pointerUp = (x: number, y: number, id = 1): void => gestures.pointerUp(finger(x, y, id))
/** Time goes by, and the gesture is told when it wanted to be. */
const pass = (ms: number): void => {
  const until = now + ms
  while (gestures.wakesAt <= until) {
    now = gestures.wakesAt
    gestures.held(now)
  }
  now = until
}
const tap = (x: number, y: number, ms = 50): void => {
  pointerDown(x, y)
  pass(ms)
  pointerUp(x, y)
}
const shown = () => handlers.highlight.mock.lastCall?.[0] ?? null

describe('a tap', () => {
  it('[WALL-5] hardly moves, and acts once no second one can come', () => {
    pointerDown(100, 100)
    expect(gestures.state).toBe('pointing')
    pointerMove(106, 106)
    pass(80)
    pointerUp(106, 106)
    pass(219)
    expect(handlers.tap).not.toHaveBeenCalled()
    pass(1)
    expect(handlers.tap).toHaveBeenCalledOnce()
    expect(gestures.state).toBe('idle')
  })

  it('[WALL-5] [FINGER-6] may be slow: whatever is no long press is a tap, and acts as the finger lifts', () => {
    for (const ms of [250, 300, 420, 499]) tap(100, 100, ms)
    expect(handlers.tap).toHaveBeenCalledTimes(4)
    expect(handlers.longPress).not.toHaveBeenCalled()
  })

  it('shows at once which hold it means, until it acts', () => {
    pointerDown(100, 100)
    expect(shown()).toMatchObject({ pointer: { at: { x: 100, y: 100 } }, loupe: false })
    pass(50)
    pointerUp(100, 100)
    expect(shown()).not.toBeNull()
    pass(300)
    expect(shown()).toBeNull()
  })

  it('[FINGER-3] zooms when it comes twice at one place, and does nothing else', () => {
    tap(100, 100)
    pass(100)
    tap(104, 100)
    pass(1000)
    expect(handlers.tap).not.toHaveBeenCalled()
    expect(handlers.doubleTap).toHaveBeenCalledOnce()
  })

  it('is two taps when they are apart in time or place, or when two taps mean something of their own', () => {
    tap(100, 100)
    pass(400)
    tap(100, 100)
    tap(200, 100)
    expect(handlers.tap).toHaveBeenCalledTimes(2)
    pass(400)
    wall.doubleTaps = false
    tap(200, 100)
    tap(200, 100)
    expect(handlers.tap).toHaveBeenCalledTimes(5)
    expect(handlers.doubleTap).not.toHaveBeenCalled()
  })

  it('acts before what comes after it: a drag, a rest, a second finger, or something beside the wall', () => {
    const afterwards: (() => void)[] = [
      () => { pointerDown(100, 100); pointerMove(200, 100); pointerUp(200, 100) },
      () => { pointerDown(100, 100); pass(260); expect(handlers.tap).toHaveBeenCalledOnce(); pointerMove(200, 100); pointerUp(200, 100) },
      () => { pointerDown(100, 100); pointerDown(200, 100, 2); pointerUp(200, 100, 2); pointerUp(100, 100) },
      () => gestures.settle(),
    ]
    for (const comes of afterwards) {
      handlers.tap.mockClear()
      tap(100, 100)
      comes()
      pass(1000)
      expect(handlers.tap).toHaveBeenCalledOnce()
    }
    expect(handlers.doubleTap).not.toHaveBeenCalled()
  })
})

describe('a long press', () => {
  it('[WALL-5] needs half a second, and is no tap afterwards', () => {
    pointerDown(100, 100)
    pass(499)
    expect(handlers.longPress).not.toHaveBeenCalled()
    pass(1)
    expect(handlers.longPress).toHaveBeenCalledOnce()
    expect(gestures.state).toBe('waiting')
    pointerMove(200, 100)
    pointerUp(200, 100)
    expect(handlers.tap).not.toHaveBeenCalled()
    expect(gestures.state).toBe('idle')
  })

  it('does not come once the finger moves', () => {
    pointerDown(100, 100)
    pointerMove(150, 100)
    pass(600)
    expect(handlers.longPress).not.toHaveBeenCalled()
  })
})

describe('the loupe', () => {
  beforeEach(() => { wall.crowded = true })

  it('[FINGER-1] opens under a finger that stays a moment where several holds lie', () => {
    pointerDown(100, 100)
    pass(99)
    expect(shown()?.loupe).toBe(false)
    pass(1)
    expect(shown()?.loupe).toBe(true)
  })

  it('[FINGER-1] sliding chooses, lifting acts on what it shows, however long one looked', () => {
    pointerDown(100, 100)
    pass(700)
    pointerMove(112, 108)
    expect(shown()?.pointer.at).toEqual({ x: 112, y: 108 })
    pass(700)
    pointerUp(112, 108)
    expect(handlers.tap).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ at: { x: 112, y: 108 } }), true)
    expect(handlers.pan).not.toHaveBeenCalled()
    expect(shown()).toBeNull()
  })

  it('[FINGER-1] means what it showed when the finger lifts early', () => {
    pointerDown(100, 100)
    pass(150)
    pointerMove(104, 103)
    pointerUp(104, 103)
    pass(300)
    expect(handlers.tap.mock.lastCall?.[0].at).toEqual({ x: 104, y: 103 })
  })

  it('closes for a finger that pans after all, and for a second one', () => {
    wall.zoomed = true
    pointerDown(100, 100)
    pass(150)
    pointerMove(140, 100)
    expect([gestures.state, shown()]).toEqual(['panning', null])
    pointerUp(140, 100)
    pointerDown(100, 100)
    pass(400)
    pointerDown(200, 100, 2)
    expect([gestures.state, shown()]).toEqual(['pinching', null])
  })

  it('[FINGER-6] asks for the card of the hold it shows once the finger stays a second', () => {
    pointerDown(100, 100)
    pass(600)
    pointerMove(110, 100)
    pass(999)
    expect(handlers.longPress).not.toHaveBeenCalled()
    pass(1)
    expect(handlers.longPress.mock.lastCall?.[0].at).toEqual({ x: 110, y: 100 })
  })

  it('[FINGER-5] lets a trail begin outside its ring', () => {
    wall.brushes = true
    pointerDown(100, 100)
    pass(300)
    expect(shown()).toMatchObject({ loupe: true, armed: true })
    pointerMove(120, 100)
    expect(gestures.state).toBe('resting')
    pointerMove(140, 100)
    expect([gestures.state, shown()]).toEqual(['brushing', null])
  })

  it('is not for a mouse or a pen', () => {
    for (const pointed of ['mouse', 'pen'] as const) {
      kind = pointed
      pointerDown(100, 100)
      pass(300)
      expect(shown()?.loupe).toBe(false)
      pointerUp(100, 100)
    }
  })
})

describe('one finger that moves', () => {
  it('[WALL-6] swipes the unzoomed wall', () => {
    pointerDown(300, 100)
    pointerMove(250, 100)
    expect(gestures.state).toBe('swiping')
    pass(400)
    pointerUp(200, 110)
    expect(handlers.swipe).toHaveBeenCalledExactlyOnceWith('next')
  })

  it('swipes back, and with a short quick flick', () => {
    pointerDown(100, 100)
    pointerMove(120, 100)
    pass(40)
    pointerUp(130, 100)
    expect(handlers.swipe).toHaveBeenCalledExactlyOnceWith('previous')
  })

  it('does nothing when it comes to little, goes down the wall, or where nothing is to be swiped', () => {
    pointerDown(100, 100)
    pointerMove(120, 100)
    pass(500)
    pointerUp(130, 100)
    pointerDown(100, 100)
    pointerMove(110, 300)
    expect(gestures.state).toBe('waiting')
    pointerUp(200, 400)
    wall.swipes = false
    pointerDown(100, 100)
    pointerMove(300, 100)
    pointerUp(300, 100)
    expect(handlers.swipe).not.toHaveBeenCalled()
  })

  it('[WALL-6] pans the zoomed wall and never swipes or paints it', () => {
    wall.zoomed = true
    wall.brushes = true
    pointerDown(300, 100)
    pointerMove(280, 100)
    expect(gestures.state).toBe('panning')
    pointerMove(270, 105)
    expect(handlers.pan).toHaveBeenCalledExactlyOnceWith(-10, 5)
    pointerUp(100, 105)
    expect(handlers.swipe).not.toHaveBeenCalled()
    expect(handlers.brush).not.toHaveBeenCalled()
    expect(handlers.rest).toHaveBeenCalledOnce()
  })

  it('[WALL-6] [FINGER-4] never paints at once, whatever the wall shows', () => {
    wall.brushes = true
    for (const zoomed of [false, true]) {
      wall.zoomed = zoomed
      pointerDown(300, 100)
      pass(200)
      pointerMove(250, 100)
      pass(400)
      pointerMove(100, 100)
      pointerUp(100, 100)
    }
    expect(handlers.brush).not.toHaveBeenCalled()
    expect(handlers.tap).not.toHaveBeenCalled()
  })

  it('[WALL-7] [FINGER-5] paints after a short rest that is shown, without leaving gaps', () => {
    wall.brushes = true
    pointerDown(100, 100)
    pass(249)
    expect(shown()?.armed).toBe(false)
    pass(1)
    expect(shown()?.armed).toBe(true)
    pointerMove(160, 100)
    expect(gestures.state).toBe('brushing')
    pointerMove(160, 130)
    pointerUp(160, 130)
    const strokes = handlers.brush.mock.calls
    expect(strokes[0]).toMatchObject([{ at: { x: 100, y: 100 } }, true])
    expect(strokes.slice(1).every(([, begins]) => !begins)).toBe(true)
    expect(strokes.at(-1)).toMatchObject([{ at: { x: 160, y: 130 } }, false])
    expect(strokes.length).toBe(1 + 10 + 5)
  })
})

describe('one finger that draws', () => {
  beforeEach(() => { wall = { ...wall, draws: true, zoomed: true } })
  const moments = () => handlers.draw.mock.calls.map(([{ at }, moment]) => [at.x, moment])

  it('[MARK-2] draws on the zoomed wall too, from where it went down to where it goes up', () => {
    pointerDown(100, 100)
    pointerMove(120, 100)
    expect(gestures.state).toBe('drawing')
    pointerMove(140, 100)
    pointerUp(141, 100)
    expect(moments()).toEqual([[100, 'begins'], [120, 'goes'], [140, 'goes'], [141, 'ends']])
    expect(handlers.pan).not.toHaveBeenCalled()
    expect(gestures.state).toBe('idle')
  })

  it('[MARK-2] gives up for a second finger, which pans and zooms, and when the browser takes it away', () => {
    pointerDown(100, 100, 1)
    pointerMove(120, 100, 1)
    pointerDown(200, 100, 2)
    expect(gestures.state).toBe('pinching')
    pointerUp(200, 100, 2)
    pointerUp(120, 100, 1)
    pointerDown(100, 100)
    pointerMove(150, 100)
    gestures.cancel()
    expect(handlers.eraseStroke).toHaveBeenCalledTimes(2)
    expect(moments().filter(([, moment]) => moment === 'ends')).toEqual([])
  })

  it('taps where it does not move, and asks for no card however long it stays', () => {
    pointerDown(100, 100)
    pass(2000)
    pointerUp(100, 100)
    expect(handlers.tap).toHaveBeenCalledOnce()
    expect(handlers.longPress).not.toHaveBeenCalled()
  })
})

describe('two fingers', () => {
  it('[WALL-1] zoom at the middle between them and pan with it', () => {
    pointerDown(100, 100, 1)
    pointerDown(200, 100, 2)
    expect(gestures.state).toBe('pinching')
    pointerMove(300, 100, 2)
    expect(handlers.pinch).toHaveBeenCalledExactlyOnceWith(2, { x: 200, y: 100 }, 50, 0)
  })

  it('end every other gesture', () => {
    wall.brushes = true
    pointerDown(100, 100, 1)
    pointerMove(140, 100, 1)
    pointerDown(200, 100, 2)
    expect(gestures.state).toBe('pinching')
    pointerUp(200, 100, 2)
    pointerUp(140, 100, 1)
    expect(handlers.tap).not.toHaveBeenCalled()
    expect(gestures.state).toBe('idle')
  })

  it('leave one that pans', () => {
    pointerDown(100, 100, 1)
    pointerDown(200, 100, 2)
    wall.zoomed = true
    pointerUp(100, 100, 1)
    expect(gestures.state).toBe('panning')
    expect(handlers.rest).toHaveBeenCalledOnce()
    pointerMove(210, 110, 2)
    expect(handlers.pan).toHaveBeenCalledExactlyOnceWith(10, 10)
  })

  it('are not disturbed by a third', () => {
    pointerDown(100, 100, 1)
    pointerDown(200, 100, 2)
    pointerDown(300, 300, 3)
    pointerUp(300, 300, 3)
    expect(gestures.state).toBe('pinching')
  })
})

it('forgets the gesture that the browser took over', () => {
  pointerDown(100, 100)
  gestures.cancel()
  expect(gestures.state).toBe('idle')
  pointerUp(100, 100)
  expect(handlers.tap).not.toHaveBeenCalled()
})
