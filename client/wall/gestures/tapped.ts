import { apart, DOUBLE_MS, DOUBLE_PX, type Go, type GestureHandlers, type Pointer, type Tool } from './tool'

/** A finger tapped: the tap acts once it is too late for a second one, or as soon as anything else is done. */
export function tapped(handlers: GestureHandlers, go: Go, tap: Pointer): Tool {
  const act = (): void => {
    handlers.highlight(null)
    handlers.tap(tap)
  }
  const settle = (): Tool => {
    act()
    return go.idle()
  }
  return {
    name: 'tapped',
    wakesAt: tap.time + DOUBLE_MS,
    settle,
    held: time => (time - tap.time < DOUBLE_MS ? undefined : settle()),
    down(pointer) {
      if (pointer.time - tap.time < DOUBLE_MS && apart(pointer, tap) < DOUBLE_PX) return go.pointing(pointer, tap)
      act()
      return go.pointing(pointer)
    },
    cancel: act,
  }
}
