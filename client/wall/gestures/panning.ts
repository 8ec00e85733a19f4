import type { Go, GestureHandlers, Pointer, Tool } from './tool'

export function panning(handlers: GestureHandlers, go: Go, from: Pointer): Tool {
  let last = from
  return {
    name: 'panning',
    down: other => go.pinching(last, other),
    move(now) {
      if (now.id !== last.id) return undefined
      handlers.pan(now.at.x - last.at.x, now.at.y - last.at.y)
      last = now
      return undefined
    },
    up() {
      handlers.rest()
      return go.idle()
    },
  }
}
