import { apart, LOUPE_MS, REST_MS, TAP_PX, type Go, type GestureHandlers, type Pointer, type Tool } from './tool'

/** One finger is down and has hardly moved: this may become anything. */
export function pointing(handlers: GestureHandlers, go: Go, start: Pointer, before?: Pointer): Tool {
  const mayLook = !before && start.kind === 'touch' && handlers.crowded(start)
  let loupe = false
  let last = start
  const highlight = (): void => handlers.highlight({ pointer: loupe ? last : start, loupe, armed: false })
  /** This was no second tap: the first one meant something alone. */
  const begin = (): void => {
    handlers.highlight(null)
    if (before) handlers.tap(before)
  }
  highlight()

  return {
    name: 'pointing',
    get wakesAt() {
      return start.time + (mayLook && !loupe ? LOUPE_MS : REST_MS)
    },
    down(other) {
      begin()
      return go.pinching(start, other)
    },
    move(now) {
      if (now.id !== start.id) return undefined
      last = now
      if (apart(start, now) >= TAP_PX) {
        begin()
        return go.moving(start, now)
      }
      if (loupe) highlight()
      return undefined
    },
    up() {
      if (before) {
        handlers.highlight(null)
        handlers.doubleTap(start)
        return go.idle()
      }
      if (handlers.doubleTaps()) return go.tapped(loupe ? { ...last, time: start.time } : start)
      handlers.highlight(null)
      handlers.tap(start)
      return go.idle()
    },
    held(time) {
      if (time - start.time >= REST_MS) {
        if (before) handlers.tap(before)
        return go.resting(start, last, loupe)
      }
      if (!mayLook || loupe || time - start.time < LOUPE_MS) return undefined
      loupe = true
      highlight()
      return undefined
    },
    cancel: begin,
  }
}
