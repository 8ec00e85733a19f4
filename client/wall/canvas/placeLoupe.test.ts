import { expect, it } from 'vitest'
import { NAME_PX, placeLoupe } from './placeLoupe'

/** A finger's tip. */
const FINGER_PX = 26
const views = [{ width: 390, height: 560 }, { width: 320, height: 330 }, { width: 588, height: 140 }, { width: 1028, height: 780 }]

it('[FINGER-2] the loupe is never under the finger nor out of the view, and large enough to look into', () => {
  for (const view of views) {
    for (let x = 4; x < view.width; x += 17) {
      for (let y = 4; y < view.height; y += 13) {
        const { x: left, y: top, side } = placeLoupe({ x, y }, view)
        const where = `${x},${y} of ${view.width}x${view.height}`
        expect([left >= 0, top - NAME_PX >= 0, left + side <= view.width, top + side <= view.height], where).toEqual([
          true,
          true,
          true,
          true,
        ])
        const nearest = { x: Math.min(Math.max(x, left), left + side), y: Math.min(Math.max(y, top), top + side) }
        expect(Math.hypot(nearest.x - x, nearest.y - y), where).toBeGreaterThan(FINGER_PX)
        expect(side, where).toBeGreaterThanOrEqual(88)
      }
    }
  }
})

it('[FINGER-2] the loupe stands above the finger where there is room', () => {
  const { y, side } = placeLoupe({ x: 195, y: 400 }, { width: 390, height: 560 })
  expect(y + side).toBeLessThan(400)
  expect(side).toBe(144)
})
