import type { Point } from '../../../shared/rules/polygon'
import type { PointerKind } from '../hit'

export const TAP_PX = 10
export const TAP_MS = 300
export const HELD_MS = 500

/** A finger, pen or mouse; `at` in CSS pixels of the view, `time` in milliseconds. */
export interface Pointer {
  id: number
  at: Point
  time: number
  kind: PointerKind
}

/** What gestures ask of the wall and do to it. */
export interface Hands {
  zoomed(): boolean
  /** Does a sideways drag of the unzoomed wall go to the next climb? */
  swipes(): boolean
  /** Does a drag over the unzoomed wall paint? */
  brushes(): boolean
  /** Does a drag that begins here draw, or move what lies there? Then it does on the zoomed wall too. */
  draws(start: Pointer): boolean
  /** Does a second tap zoom? Where taps follow each other fast, as in painting, it must not. */
  doubleTaps(): boolean
  tap(pointer: Pointer): void
  doubleTap(pointer: Pointer): void
  longPress(pointer: Pointer): void
  /** `begins` with the first point of a stroke. */
  brush(pointer: Pointer, begins: boolean): void
  /** A drag that draws. */
  draw(pointer: Pointer, moment: 'begins' | 'goes' | 'ends'): void
  /** It is given up: a second finger came, or the browser took the pointer. */
  undraw(): void
  pan(dx: number, dy: number): void
  pinch(factor: number, focal: Point, dx: number, dy: number): void
  swipe(way: 'next' | 'previous'): void
  /** The fingers are off, what was moved may be drawn anew. */
  rest(): void
}

/** One moment of a gesture. Each event may answer with the next moment; none means it goes on. */
export interface Tool {
  readonly name: string
  down?(pointer: Pointer): Tool | undefined
  move?(pointer: Pointer): Tool | undefined
  up?(pointer: Pointer): Tool | undefined
  /** Time went by with nothing moving. */
  held?(time: number): Tool | undefined
  /** The browser took the pointer away. */
  cancel?(): void
}

/** The ways from one moment to another. */
export interface Go {
  idle(lastTap?: Pointer): Tool
  pointing(start: Pointer, lastTap?: Pointer): Tool
  panning(from: Pointer): Tool
  pinching(one: Pointer, other: Pointer): Tool
  brushing(start: Pointer, now: Pointer): Tool
  drawing(start: Pointer, now: Pointer): Tool
  swiping(start: Pointer, now: Pointer): Tool
  waiting(): Tool
}

export const apart = (one: Pointer, other: Pointer): number =>
  Math.hypot(one.at.x - other.at.x, one.at.y - other.at.y)
