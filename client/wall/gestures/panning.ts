import type { Go, Hands, Pointer, Tool } from './tool'

export function panning(hands: Hands, go: Go, from: Pointer): Tool {
  let last = from
  return {
    name: 'panning',
    down: other => go.pinching(last, other),
    move(now) {
      if (now.id !== last.id) return undefined
      hands.pan(now.at.x - last.at.x, now.at.y - last.at.y)
      last = now
      return undefined
    },
    up() {
      hands.rest()
      return go.idle()
    },
  }
}
