import { brushing } from './brushing'
import { drawing } from './drawing'
import { idle } from './idle'
import { panning } from './panning'
import { pinching } from './pinching'
import { pointing } from './pointing'
import { swiping } from './swiping'
import type { Go, Hands, Pointer, Tool } from './tool'
import { waiting } from './waiting'

export interface Gestures {
  readonly state: string
  pointerDown(pointer: Pointer): void
  pointerMove(pointer: Pointer): void
  pointerUp(pointer: Pointer): void
  /** To be told HELD_MS after a pointer went down. */
  held(time: number): void
  /** The browser took the pointer away: nothing was meant. */
  cancel(): void
}

export function createGestures(hands: Hands): Gestures {
  const go: Go = {
    idle: lastTap => idle(go, lastTap),
    pointing: (start, lastTap) => pointing(hands, go, start, lastTap),
    panning: from => panning(hands, go, from),
    pinching: (one, other) => pinching(hands, go, one, other),
    brushing: (start, now) => brushing(hands, go, start, now),
    drawing: (start, now) => drawing(hands, go, start, now),
    swiping: (start, now) => swiping(hands, go, start, now),
    waiting: () => waiting(go),
  }
  let tool: Tool = go.idle()

  return {
    get state() {
      return tool.name
    },
    pointerDown: pointer => { tool = tool.down?.(pointer) ?? tool },
    pointerMove: pointer => { tool = tool.move?.(pointer) ?? tool },
    pointerUp: pointer => { tool = tool.up?.(pointer) ?? tool },
    held: time => { tool = tool.held?.(time) ?? tool },
    cancel: () => {
      tool.cancel?.()
      tool = go.idle()
      hands.rest()
    },
  }
}
