import { apart, HELD_MS, TAP_MS, TAP_PX, type Go, type Hands, type Pointer, type Tool } from './tool'

const DOUBLE_TAP_PX = 24

/** One finger is down and has not moved: this may become anything. */
export function pointing(hands: Hands, go: Go, start: Pointer, lastTap?: Pointer): Tool {
  // A mouse has no other meaning for a slow click; a slow finger is one that changed its mind.
  const tapMs = start.kind === 'mouse' ? HELD_MS : TAP_MS
  const again = lastTap && start.time - lastTap.time < TAP_MS && apart(start, lastTap) < DOUBLE_TAP_PX

  return {
    name: 'pointing',
    down: other => go.pinching(start, other),
    move(now) {
      if (now.id !== start.id || apart(start, now) < TAP_PX) return undefined
      if (hands.draws(start)) return go.drawing(start, now)
      if (hands.zoomed()) return go.panning(now)
      if (hands.brushes()) return go.brushing(start, now)
      const sideways = Math.abs(now.at.x - start.at.x) > Math.abs(now.at.y - start.at.y)
      return hands.swipes() && start.kind !== 'mouse' && sideways ? go.swiping(start, now) : go.waiting()
    },
    up(end) {
      if (end.time - start.time >= tapMs) return go.idle()
      if (again && hands.doubleTaps()) {
        hands.doubleTap(start)
        return go.idle()
      }
      hands.tap(start)
      return go.idle(start)
    },
    held(time) {
      // Who draws slowly asks for no card.
      if (time - start.time < HELD_MS || hands.draws(start)) return undefined
      hands.longPress(start)
      return go.waiting()
    },
  }
}
