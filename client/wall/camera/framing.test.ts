import { beforeEach, expect, it, vi } from 'vitest'
import { holdFixture } from '../../testing/holdFixture'
import { fit, toView, zoomAt, type Camera } from './camera'
import { createFraming, type Frame, type Framing } from './framing'
import { shapesOf } from '../canvas/shapes'
import type { Stage } from '../canvas/stage'

const picture = { width: 2000, height: 3000 }
const shapes = shapesOf([holdFixture(1, 400, 400, 60), holdFixture(2, 700, 900, 60), holdFixture(3, 1500, 2500, 60)], picture.width)
const climb: Frame = { key: 'climb', holds: [1, 2], manner: 'all' }
const hold: Frame = { key: 'hold', holds: [3], manner: 'seen' }

let view: { width: number; height: number }
let camera: Camera
let framing: Framing
const animateTo = vi.fn((to: Camera) => { camera = to })

beforeEach(() => {
  view = { width: 400, height: 600 }
  camera = fit(view, picture)
  animateTo.mockClear()
  const stage: Pick<Stage, 'camera' | 'view' | 'animateTo'> = {
    get camera() { return camera },
    get view() { return view },
    animateTo,
  }
  framing = createFraming(() => ({ stage, shapes, picture }))
})

const sees = (id: number): boolean => {
  const { x, y } = toView(camera, shapes.get(id)?.centre ?? { x: -1e6, y: 0 })
  return x > 0 && y > 0 && x < view.width && y < view.height
}

it('[FINGER-9] shows all of a climb, nearer than the whole wall, and gives the wall back when it is closed', () => {
  const whole = camera
  framing.show(climb)
  expect(camera.scale).toBeGreaterThan(whole.scale)
  expect([sees(1), sees(2)]).toEqual([true, true])
  framing.show(null)
  expect(camera).toEqual(whole)
})

it('[FINGER-6] a card that is closed leaves the wall where it was, over a climb too', () => {
  framing.show(climb)
  camera = zoomAt(camera, 1.5, { x: 100, y: 100 }, view, picture)
  framing.touched()
  const mine = camera
  framing.show(hold)
  expect(sees(3)).toBe(true)
  framing.show({ ...hold, key: 'another hold', holds: [2] })
  framing.show(climb)
  expect(camera).toEqual(mine)
})

it('[FINGER-9] frames anew where the place has another size, unless a hand moved the wall', () => {
  framing.show(climb)
  view = { width: 400, height: 300 }
  framing.resized()
  expect([sees(1), sees(2)]).toEqual([true, true])
  expect(animateTo).toHaveBeenCalledTimes(2)
  framing.touched()
  framing.resized()
  framing.show(null)
  expect(animateTo).toHaveBeenCalledTimes(2)
})
