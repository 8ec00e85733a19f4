import type { Point } from '../../../shared/rules/polygon'
import { apart, type Go, type GestureHandlers, type Pointer, type Tool } from './tool'

/** Two fingers: the wall follows the middle between them and grows with their distance. */
export function pinching(handlers: GestureHandlers, go: Go, one: Pointer, other: Pointer): Tool {
  let pair: readonly [Pointer, Pointer] = [one, other]
  return {
    name: 'pinching',
    move(now) {
      const next = replaced(pair, now)
      const focal = middle(next)
      const before = middle(pair)
      handlers.pinch(
        Math.max(apart(...next), 1) / Math.max(apart(...pair), 1), focal, focal.x - before.x, focal.y - before.y,
      )
      pair = next
      return undefined
    },
    up(gone) {
      const left = pair.find(pointer => pointer.id !== gone.id)
      if (pair.every(pointer => pointer.id !== gone.id)) return undefined
      handlers.rest()
      return left && handlers.zoomed() ? go.panning(left) : go.waiting()
    },
  }
}

const replaced = ([one, other]: readonly [Pointer, Pointer], now: Pointer): [Pointer, Pointer] => [
  one.id === now.id ? now : one,
  other.id === now.id ? now : other,
]

const middle = ([one, other]: readonly [Pointer, Pointer]): Point =>
  ({ x: (one.at.x + other.at.x) / 2, y: (one.at.y + other.at.y) / 2 })
