import type { Go, GestureHandlers, Pointer, Tool } from './tool'

const FAR_PX = 60
const FLICK_PX = 24
const FLICK_PX_PER_MS = 0.5

/** A sideways drag of the unzoomed wall: far, or short and quick. */
export function swiping(handlers: GestureHandlers, go: Go, start: Pointer, now: Pointer): Tool {
  let last = now
  return {
    name: 'swiping',
    down: other => go.pinching(last, other),
    move(pointer) {
      if (pointer.id === start.id) last = pointer
      return undefined
    },
    up(end) {
      const dx = end.at.x - start.at.x
      const quick = Math.abs(dx) / Math.max(end.time - start.time, 1) > FLICK_PX_PER_MS
      if (Math.abs(dx) > (quick ? FLICK_PX : FAR_PX)) handlers.swipe(dx < 0 ? 'next' : 'previous')
      return go.idle()
    },
  }
}
