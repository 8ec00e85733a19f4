import type { CDPSession, Page } from 'playwright-core'

export interface Hand {
  /** Each lasts about a second. */
  pan: () => Promise<void>
  pinch: () => Promise<void>
  wheel: () => Promise<void>
  /** As far as it was before anybody touched it. */
  reset: () => Promise<void>
}

const TOUCH = { gestureSourceType: 'touch' } as const
const WHEEL_STEPS = 30

/** Fingers and a wheel over the wall, moved by the browser itself at its own pace. */
export async function handOver(page: Page): Promise<Hand> {
  const box = await page.getByRole('application').boundingBox()
  if (!box) throw new Error('there is no wall')
  const cdp: CDPSession = await page.context().newCDPSession(page)
  const at = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
  const scroll = (xDistance: number, yDistance: number) => cdp.send('Input.synthesizeScrollGesture', { ...at, ...TOUCH, xDistance, yDistance, speed: 800, preventFling: true })
  return {
    async pan() {
      await scroll(-250, -200)
      await scroll(250, 200)
    },
    async pinch() {
      await cdp.send('Input.synthesizePinchGesture', { ...at, ...TOUCH, scaleFactor: 2, relativeSpeed: 500 })
      await cdp.send('Input.synthesizePinchGesture', { ...at, ...TOUCH, scaleFactor: 0.5, relativeSpeed: 500 })
    },
    async wheel() {
      await page.mouse.move(at.x, at.y)
      for (let step = 0; step < WHEEL_STEPS; step += 1) await page.mouse.wheel(0, step < WHEEL_STEPS / 2 ? -60 : 60)
    },
    async reset() {
      await page.getByRole('application').press('0')
    },
  }
}
