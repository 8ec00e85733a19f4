import { apart, HELD_IN_LOUPE_MS, HELD_MS, LOUPE_PX, TAP_PX, type Go, type GestureHandlers, type Pointer, type Tool } from './tool'

/** A finger that moves less is still resting. */
const STILL_PX = 4

/** One finger rests: it chooses in the loupe, paints a trail once it moves on, taps when it lifts, or asks for the card when it stays. */
export function resting(handlers: GestureHandlers, go: Go, start: Pointer, now: Pointer, loupe: boolean): Tool {
  const brushes = handlers.brushes()
  const draws = handlers.draws(start)
  let last = now
  let still = { pointer: now, since: start.time }
  const heldMs = loupe ? HELD_IN_LOUPE_MS : HELD_MS
  const highlight = (): void => handlers.highlight({ pointer: loupe ? last : start, loupe, armed: brushes })
  const isChoosing = (to: Pointer): boolean =>
    loupe ? (!brushes && !draws) || apart(start, to) <= LOUPE_PX : apart(start, to) < TAP_PX
  highlight()

  return {
    name: 'resting',
    get wakesAt() {
      return draws ? Infinity : still.since + heldMs
    },
    down(other) {
      handlers.highlight(null)
      return go.pinching(last, other)
    },
    move(to) {
      if (to.id !== start.id) return undefined
      if (!isChoosing(to)) {
        handlers.highlight(null)
        return brushes ? go.brushing(start, to) : go.moving(start, to)
      }
      last = to
      if (apart(still.pointer, to) > STILL_PX) still = { pointer: to, since: to.time }
      if (loupe) highlight()
      return undefined
    },
    up() {
      handlers.highlight(null)
      handlers.tap(loupe ? last : start, loupe)
      return go.idle()
    },
    held(time) {
      // A slow stroke asks for no card.
      if (draws || time - still.since < heldMs) return undefined
      handlers.highlight(null)
      handlers.longPress(loupe ? last : start)
      return go.waiting()
    },
    cancel: () => handlers.highlight(null),
  }
}
