import type { Point } from '../../../shared/rules/polygon'
import type { PointerKind } from '../canvas/hit'

export const TAP_PX = 10
/** A second tap comes within this time of the first, and so near to it; then both are one double tap. */
export const DOUBLE_MS = 300
export const DOUBLE_PX = 24
/** A press on a spot with several holds is no flick any more: the loupe opens. */
export const LOUPE_MS = 100
/** A finger that rests so long will not pan or swipe: it chooses in the loupe, or paints a trail. */
export const REST_MS = 250
/** Within this distance of where the finger rested it chooses in the loupe; a trail begins outside. */
export const LOUPE_PX = 32
export const HELD_MS = 500
/** A person who looks into the loupe needs time to look. */
export const HELD_IN_LOUPE_MS = 1000

/** A finger, pen or mouse; `at` in CSS pixels of the view, `time` in milliseconds. */
export interface Pointer {
  id: number
  at: Point
  time: number
  kind: PointerKind
}

/** A press under way, as it is shown. */
export interface Press {
  pointer: Pointer
  loupe: boolean
  /** A move from here on paints a trail. */
  armed: boolean
}

/** The questions of gestures to the wall, and their effects on it. */
export interface GestureHandlers {
  zoomed(): boolean
  /** Does a sideways drag of the unzoomed wall go to the next climb? */
  swipes(): boolean
  /** Does a drag after a short rest paint a trail? */
  brushes(): boolean
  /** Does a drag that begins here draw, or move what lies there? Then it does on the zoomed wall too. */
  draws(start: Pointer): boolean
  /** Does a second tap zoom? Then the first one waits for it. */
  doubleTaps(): boolean
  /** Do several holds lie so near that a finger cannot tell them apart? */
  crowded(pointer: Pointer): boolean
  /** Shows the hold that is meant, the loupe, and that a trail may begin; null: nothing is pressed. */
  highlight(press: Press | null): void
  /** `looked`: the hold was chosen in the loupe. */
  tap(pointer: Pointer, looked?: boolean): void
  doubleTap(pointer: Pointer): void
  longPress(pointer: Pointer): void
  /** `begins` with the first point of a trail. */
  brush(pointer: Pointer, begins: boolean): void
  /** A drag that draws. */
  draw(pointer: Pointer, moment: 'begins' | 'goes' | 'ends'): void
  /** It is given up: a second finger came, or the browser took the pointer. */
  eraseStroke(): void
  pan(dx: number, dy: number): void
  pinch(factor: number, focal: Point, dx: number, dy: number): void
  swipe(way: 'next' | 'previous'): void
  /** The fingers are off, what was moved may be drawn anew. */
  rest(): void
}

/** One moment of a gesture. Each event may answer with the next moment; none means it goes on. */
export interface Tool {
  readonly name: string
  /** The time at which it wants to be told that time went by. */
  readonly wakesAt?: number
  down?(pointer: Pointer): Tool | undefined
  move?(pointer: Pointer): Tool | undefined
  up?(pointer: Pointer): Tool | undefined
  /** Time went by with nothing moving. */
  held?(time: number): Tool | undefined
  /** Something else is done now: what waits is done before. */
  settle?(): Tool | undefined
  /** The browser took the pointer away. */
  cancel?(): void
}

/** The ways from one moment to another. */
export interface Go {
  idle(): Tool
  /** `before`: a tap that waits to learn whether this is its second. */
  pointing(start: Pointer, before?: Pointer): Tool
  tapped(tap: Pointer): Tool
  resting(start: Pointer, now: Pointer, loupe: boolean): Tool
  /** The finger moves: it draws, pans, swipes or does nothing. */
  moving(start: Pointer, now: Pointer): Tool
  panning(from: Pointer): Tool
  pinching(one: Pointer, other: Pointer): Tool
  brushing(start: Pointer, now: Pointer): Tool
  drawing(start: Pointer, now: Pointer): Tool
  swiping(start: Pointer, now: Pointer): Tool
  waiting(): Tool
}

export const apart = (one: Pointer, other: Pointer): number =>
  Math.hypot(one.at.x - other.at.x, one.at.y - other.at.y)
