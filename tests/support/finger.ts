import type { CDPSession, Page } from 'playwright-core'

interface At {
  x: number
  y: number
}

/** One finger, as the browser gets it from the screen; it stays down until it is lifted. */
export interface Finger {
  down: (at: At) => Promise<void>
  /** In small steps, as a finger goes. */
  move: (to: At) => Promise<void>
  up: () => Promise<void>
  stay: (ms: number) => Promise<void>
  tap: (at: At) => Promise<void>
  /** Two taps, as fast as the browser takes them. */
  tapTwice: (at: At) => Promise<void>
  /** Down, so long still, up. */
  press: (at: At, ms: number) => Promise<void>
}

const STEP_PX = 8

export async function fingerOn(page: Page): Promise<Finger> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  let last: At = { x: 0, y: 0 }
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: At[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  const finger: Finger = {
    async down(at) {
      last = at
      await send('touchStart', [at])
    },
    async move(to) {
      const from = last
      const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP_PX))
      for (let step = 1; step <= steps; step += 1) {
        last = { x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps }
        await send('touchMove', [last])
      }
    },
    async up() {
      await send('touchEnd', [])
    },
    // The time that a finger stays is what is tested.
    stay: ms => page.waitForTimeout(ms),
    async tap(at) {
      await finger.down(at)
      await finger.up()
    },
    async tapTwice(at) {
      await Promise.all([send('touchStart', [at]), send('touchEnd', []), send('touchStart', [at]), send('touchEnd', [])])
    },
    async press(at, ms) {
      await finger.down(at)
      await finger.stay(ms)
      await finger.up()
    },
  }
  return finger
}
