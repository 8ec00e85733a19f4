import { apart, type Go, type GestureHandlers, type Pointer, type Tool } from './tool'

/** Small enough that no hold is jumped over by a fast finger. */
const STEP_PX = 6

export function brushing(handlers: GestureHandlers, go: Go, start: Pointer, now: Pointer): Tool {
  let last = start
  const along = (to: Pointer): void => {
    const steps = Math.max(1, Math.ceil(apart(last, to) / STEP_PX))
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps
      const x = last.at.x + (to.at.x - last.at.x) * part
      const y = last.at.y + (to.at.y - last.at.y) * part
      handlers.brush({ ...to, at: { x, y } }, false)
    }
    last = to
  }
  handlers.brush(start, true)
  along(now)

  return {
    name: 'brushing',
    down: other => go.pinching(last, other),
    move(to) {
      if (to.id === start.id) along(to)
      return undefined
    },
    up: () => go.idle(),
  }
}
