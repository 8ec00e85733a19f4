import type { Go, Hands, Pointer, Tool } from './tool'

/** One finger draws, or moves what it took hold of, on the zoomed wall too: two fingers are there to pan. */
export function drawing(hands: Hands, go: Go, start: Pointer, now: Pointer): Tool {
  let last = now
  hands.draw(start, 'begins')
  hands.draw(now, 'goes')
  return {
    name: 'drawing',
    down(other) {
      hands.undraw()
      return go.pinching(last, other)
    },
    move(to) {
      if (to.id !== start.id) return undefined
      last = to
      hands.draw(to, 'goes')
      return undefined
    },
    up(end) {
      hands.draw(end, 'ends')
      return go.idle()
    },
    cancel: () => hands.undraw(),
  }
}
