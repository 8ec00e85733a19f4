import { describe, expect, it } from 'vitest'
import { aimAt, between, fit, follow, frame, isNear, isZoomed, keepSeen, panBy, toPicture, toView, zoomAt } from './camera'

const view = { width: 390, height: 844 }
const picture = { width: 2263, height: 3000 }

describe('the camera', () => {
  it('fits the whole picture in the middle of the view', () => {
    const camera = fit(view, picture)
    expect(camera.scale).toBeCloseTo(390 / 2263)
    expect(camera.x).toBeCloseTo(0)
    expect(camera.y).toBeCloseTo((844 - 3000 * camera.scale) / 2)
    expect(isZoomed(camera, view, picture)).toBe(false)
  })

  it('[WALL-1] keeps the point under the fingers where it is while zooming', () => {
    const before = zoomAt(fit(view, picture), 4, { x: 200, y: 400 }, view, picture)
    const focal = { x: 120, y: 500 }
    const after = zoomAt(before, 1.3, focal, view, picture)
    expect(toPicture(after, focal).x).toBeCloseTo(toPicture(before, focal).x)
    expect(toPicture(after, focal).y).toBeCloseTo(toPicture(before, focal).y)
    expect(isZoomed(after, view, picture)).toBe(true)
  })

  it('[WALK-2] comes near enough to see a hold well, then stays so near from hold to hold', () => {
    const first = follow(fit(view, picture), { centre: { x: 1000, y: 1500 }, extent: 60 }, view, picture)
    expect(60 * first.scale).toBeCloseTo(390 / 6)
    expect(toView(first, { x: 1000, y: 1500 }).x).toBeCloseTo(195)
    expect(toView(first, { x: 1000, y: 1500 }).y).toBeCloseTo(422)
    const next = follow(first, { centre: { x: 1100, y: 1500 }, extent: 80 }, view, picture)
    expect(next.scale).toBe(first.scale)
    expect(follow(next, { centre: { x: 1100, y: 1500 }, extent: 400 }, view, picture).scale).toBeLessThan(first.scale)
  })

  it('never shrinks below the fit nor grows beyond what the photo can show', () => {
    const camera = fit(view, picture)
    expect(zoomAt(camera, 0.1, { x: 0, y: 0 }, view, picture)).toEqual(camera)
    expect(zoomAt(camera, 1000, { x: 0, y: 0 }, view, picture).scale).toBe(3)
  })

  it('keeps the picture over the whole view when panning far', () => {
    const camera = panBy(zoomAt(fit(view, picture), 6, { x: 195, y: 422 }, view, picture), 1e5, -1e5, view, picture)
    expect(camera.x).toBe(0)
    expect(camera.y).toBeCloseTo(view.height - picture.height * camera.scale)
  })

  it('aims at a hold', () => {
    const camera = aimAt({ centre: { x: 1000, y: 1500 }, extent: 60 }, view, picture)
    expect(toView(camera, { x: 1000, y: 1500 })).toEqual({ x: view.width / 2, y: view.height / 2 })
  })

  it('[FINGER-3] goes no nearer to a hold than the others around it allow, and towards the rest of the climb', () => {
    const whole = fit(view, picture).scale
    for (const extent of [5, 60, 200, 3000]) {
      const { scale } = aimAt({ centre: { x: 1000, y: 1500 }, extent }, view, picture)
      expect(scale).toBeGreaterThanOrEqual(whole * 2)
      expect(scale).toBeLessThanOrEqual(whole * 4.5)
      expect(isNear({ scale, x: 0, y: 0 }, extent, view, picture)).toBe(true)
      expect(isNear(fit(view, picture), extent, view, picture)).toBe(false)
    }
    const spot = { centre: { x: 1000, y: 1500 }, extent: 60 }
    const aside = toView(aimAt(spot, view, picture, { x: 1000, y: 300 }), spot.centre)
    expect(aside.y).toBeGreaterThan(view.height / 2)
    expect(aside.y).toBeLessThanOrEqual(view.height * 0.75 + 1e-9)
  })

  it('[FINGER-9] frames a climb whole, its holds large enough where there is room', () => {
    const box = { left: 900, top: 1200, right: 1400, bottom: 1900 }
    const camera = frame(box, 70, view, picture)
    expect(70 * camera.scale).toBeGreaterThanOrEqual(24)
    const [from, to] = [toView(camera, { x: box.left, y: box.top }), toView(camera, { x: box.right, y: box.bottom })]
    expect([from.x >= 0, from.y >= 0, to.x <= view.width, to.y <= view.height]).toEqual([true, true, true, true])
    expect(frame({ left: 20, top: 20, right: 2200, bottom: 2900 }, 70, view, picture)).toEqual(fit(view, picture))
    expect(frame(box, 300, view, picture)).toEqual(fit(view, picture))
  })

  it('[FINGER-9] leaves the wall where it is for a hold that is seen well, and brings another one into sight', () => {
    const near = aimAt({ centre: { x: 1000, y: 1500 }, extent: 60 }, view, picture)
    expect(keepSeen(near, { centre: { x: 1050, y: 1550 }, extent: 60 }, view, picture)).toBe(near)
    const far = { centre: { x: 1700, y: 1500 }, extent: 60 }
    const moved = keepSeen(near, far, view, picture)
    expect(moved.scale).toBe(near.scale)
    expect(toView(moved, far.centre).x).toBeCloseTo(view.width / 2)
    expect(60 * keepSeen(fit(view, picture), far, view, picture).scale).toBeGreaterThanOrEqual(24)
  })

  it('tells how a drawing made before has to move', () => {
    const from = fit(view, picture)
    const to = zoomAt(from, 5, { x: 100, y: 300 }, view, picture)
    const move = between(from, to)
    const drawn = toView(from, { x: 700, y: 900 })
    const { x, y } = toView(to, { x: 700, y: 900 })
    expect(drawn.x * move.scale + move.x).toBeCloseTo(x)
    expect(drawn.y * move.scale + move.y).toBeCloseTo(y)
  })
})
