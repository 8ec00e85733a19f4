import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fit, zoomAt } from './camera'
import { withStroke } from './editor'
import { createHands, type WallDeeds, type WallNow } from './hands'
import { createPenHands } from './pen'
import type { Hands, Pointer } from './tools/tool'

const view = { width: 400, height: 400 }
const picture = { width: 400, height: 400 }
let now: WallNow
let deeds: { [K in keyof WallDeeds]: ReturnType<typeof vi.fn<WallDeeds[K]>> }
let under: number[]
let hands: Hands

const at = (x: number, y: number): Pointer => ({ id: 1, at: { x, y }, time: 0, kind: 'touch' })

beforeEach(() => {
  now = { mode: 'look', brush: null, climb: [], swipes: true, camera: fit(view, picture), view, picture }
  under = [7]
  deeds = {
    now: vi.fn(() => now), holdsAt: vi.fn(() => under), move: vi.fn(), rest: vi.fn(), choose: vi.fn(),
    choosePressed: vi.fn(), zoomTo: vi.fn(), reset: vi.fn(), swipe: vi.fn(),
    paint: vi.fn(stroke => { now = { ...now, climb: withStroke(now.climb, stroke) } }),
  }
  hands = createHands(deeds, createPenHands(() => null, () => now.camera))
})

describe('a tap', () => {
  it('chooses the hold under it, or none', () => {
    hands.tap(at(10, 10))
    expect(deeds.choose).toHaveBeenLastCalledWith(7)
    under = []
    hands.tap(at(200, 200))
    expect(deeds.choose).toHaveBeenLastCalledWith(null)
  })

  it('[WALL-2] goes on to the next hold at the same place', () => {
    under = [7, 8]
    hands.tap(at(10, 10))
    hands.tap(at(12, 10))
    hands.tap(at(12, 10))
    expect(deeds.choose.mock.calls).toEqual([[7], [8], [7]])
  })

  it('keeps to its hold where a second tap means something else', () => {
    now = { ...now, mode: 'pick' }
    under = [7, 8]
    hands.tap(at(10, 10))
    hands.tap(at(10, 10))
    expect(deeds.choose.mock.calls).toEqual([[7], [7]])
    expect(hands.doubleTaps()).toBe(false)
  })

  it('[WALL-4] paints with the brush, and takes off with the same brush', () => {
    now = { ...now, mode: 'paint', brush: 'S' }
    hands.tap(at(10, 10))
    hands.tap(at(10, 10))
    expect(deeds.paint.mock.calls).toEqual([[{ hold_id: 7, role: 'S', on: true }], [{ hold_id: 7, role: 'S', on: false }]])
    expect(deeds.choose).not.toHaveBeenCalled()
  })
})

describe('a stroke', () => {
  beforeEach(() => { now = { ...now, mode: 'paint', brush: 'O' } })

  it('[WALL-7] puts the role on every hold it crosses, once', () => {
    hands.brush(at(10, 10), true)
    hands.brush(at(12, 10), false)
    under = [8]
    hands.brush(at(30, 10), false)
    under = [7]
    hands.brush(at(10, 10), false)
    expect(now.climb).toEqual([{ hold_id: 7, role: 'O' }, { hold_id: 8, role: 'O' }])
    expect(deeds.paint).toHaveBeenCalledTimes(2)
  })

  it('[WALL-7] takes off when it begins on a hold that has the role', () => {
    now = { ...now, climb: [{ hold_id: 7, role: 'O' }, { hold_id: 9, role: 'O' }] }
    hands.brush(at(10, 10), true)
    under = [8]
    hands.brush(at(30, 10), false)
    under = [9]
    hands.brush(at(50, 10), false)
    expect(now.climb).toEqual([])
    expect(deeds.paint).toHaveBeenCalledTimes(2)
  })
})

describe('zooming', () => {
  it('[WALL-1] by two taps goes to the hold, and back to the whole wall', () => {
    hands.doubleTap(at(10, 10))
    expect(deeds.zoomTo).toHaveBeenCalledExactlyOnceWith(7)
    now = { ...now, camera: zoomAt(now.camera, 3, { x: 0, y: 0 }, view, picture) }
    hands.doubleTap(at(10, 10))
    expect(deeds.reset).toHaveBeenCalledOnce()
  })

  it('by two fingers moves the camera', () => {
    hands.pinch(2, { x: 100, y: 100 }, 0, 0)
    expect(deeds.move).toHaveBeenCalledExactlyOnceWith({ scale: 2, x: -100, y: -100 })
  })
})

it('opens the card of a hold that is pressed long, and of none where there is none', () => {
  hands.longPress(at(10, 10))
  expect(deeds.choosePressed).toHaveBeenCalledExactlyOnceWith(7)
  under = []
  hands.longPress(at(200, 200))
  expect(deeds.choosePressed).toHaveBeenCalledOnce()
})
