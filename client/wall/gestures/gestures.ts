import { brushing } from './brushing'
import { drawing } from './drawing'
import { idle } from './idle'
import { moving } from './moving'
import { panning } from './panning'
import { pinching } from './pinching'
import { pointing } from './pointing'
import { resting } from './resting'
import { swiping } from './swiping'
import { tapped } from './tapped'
import type { Go, GestureHandlers, Pointer, Tool } from './tool'
import { waiting } from './waiting'

export interface Gestures {
  readonly state: string
  /** The time at which `held` wants to be called; Infinity: not at all. */
  readonly wakesAt: number
  pointerDown(pointer: Pointer): void
  pointerMove(pointer: Pointer): void
  pointerUp(pointer: Pointer): void
  held(time: number): void
  /** Something is done beside the wall: a tap that waits acts before. */
  settle(): void
  /** The browser took the pointer away: nothing was meant. */
  cancel(): void
}

export function createGestures(handlers: GestureHandlers): Gestures {
  const go: Go = {
    idle: () => idle(go),
    pointing: (start, before) => pointing(handlers, go, start, before),
    tapped: tap => tapped(handlers, go, tap),
    resting: (start, now, loupe) => resting(handlers, go, start, now, loupe),
    moving: (start, now) => moving(handlers, go, start, now),
    panning: from => panning(handlers, go, from),
    pinching: (one, other) => pinching(handlers, go, one, other),
    brushing: (start, now) => brushing(handlers, go, start, now),
    drawing: (start, now) => drawing(handlers, go, start, now),
    swiping: (start, now) => swiping(handlers, go, start, now),
    waiting: () => waiting(go),
  }
  let tool: Tool = go.idle()

  return {
    get state() {
      return tool.name
    },
    get wakesAt() {
      return tool.wakesAt ?? Infinity
    },
    pointerDown: pointer => { tool = tool.down?.(pointer) ?? tool },
    pointerMove: pointer => { tool = tool.move?.(pointer) ?? tool },
    pointerUp: pointer => { tool = tool.up?.(pointer) ?? tool },
    held: time => { tool = tool.held?.(time) ?? tool },
    settle: () => { tool = tool.settle?.() ?? tool },
    cancel: () => {
      tool.cancel?.()
      tool = go.idle()
      handlers.rest()
    },
  }
}
