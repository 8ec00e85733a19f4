import type { Go, GestureHandlers, Pointer, Tool } from './tool'

/** A finger that moves draws where one draws, pans the wall that is larger than its place, and swipes otherwise; it never paints. */
export function moving(handlers: GestureHandlers, go: Go, start: Pointer, now: Pointer): Tool {
  if (handlers.draws(start)) return go.drawing(start, now)
  if (handlers.zoomed()) return go.panning(now)
  const sideways = Math.abs(now.at.x - start.at.x) > Math.abs(now.at.y - start.at.y)
  return handlers.swipes() && start.kind !== 'mouse' && sideways ? go.swiping(start, now) : go.waiting()
}
