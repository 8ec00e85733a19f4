import type { Go, GestureHandlers, Pointer, Tool } from './tool'

/** One finger draws, or moves what it took hold of, on the zoomed wall too: two fingers are there to pan. */
export function drawing(handlers: GestureHandlers, go: Go, start: Pointer, now: Pointer): Tool {
  let last = now
  handlers.draw(start, 'begins')
  handlers.draw(now, 'goes')
  return {
    name: 'drawing',
    down(other) {
      handlers.eraseStroke()
      return go.pinching(last, other)
    },
    move(to) {
      if (to.id !== start.id) return undefined
      last = to
      handlers.draw(to, 'goes')
      return undefined
    },
    up(end) {
      handlers.draw(end, 'ends')
      return go.idle()
    },
    cancel: () => handlers.eraseStroke(),
  }
}
