import type { ClimbHold } from '../../../shared/model/climbHold'
import type { Point } from '../../../shared/rules/polygon'
import { isZoomed, panBy, zoomAt, type Camera, type Size } from '../camera/camera'
import { isFull, rolesOf, strokesOf, type Brush, type Stroke } from '../canvas/editor'
import { nextOf, type PointerKind } from '../canvas/hit'
import type { DrawingHandlers } from './drawingTool'
import type { WallMode } from '../canvas/scene'
import type { GestureHandlers, Pointer } from './tool'

/** The wall as it is at the moment a gesture asks. */
export interface WallNow {
  mode: WallMode
  brush: Brush | null
  climb: readonly ClimbHold[]
  swipes: boolean
  camera: Camera
  view: Size
  picture: Size
}

/** A press as the wall shows it; `at` in CSS pixels of the view. */
export interface ShownPress {
  at: Point
  hold: number | null
  loupe: boolean
  armed: boolean
}

export interface WallActions {
  now(): WallNow
  holdsAt(at: Point, kind: PointerKind): number[]
  /** The number of holds that a finger at this point cannot tell apart. */
  holdsNear(at: Point): number
  move(camera: Camera): void
  rest(): void
  highlight(press: ShownPress | null): void
  /** `looked`: chosen in the loupe. */
  choose(hold: number | null, looked: boolean): void
  choosePressed(hold: number): void
  /** `goesOn`: part of the trail before, and taken back with it. */
  paint(strokes: readonly Stroke[], goesOn: boolean): void
  /** There and back: from near a hold to all of the wall. */
  zoomTo(hold: number): void
  zoomInAt(at: Point): void
  reset(): void
  swipe(way: 'next' | 'previous'): void
}

const SAME_PLACE_PX = 16

/** The effects of gestures on this wall, in each mode. */
export function createGestureHandlers(actions: WallActions, pen: DrawingHandlers): GestureHandlers {
  let last: { at: Point; hold: number | null } | null = null

  const zoomed = (): boolean => {
    const { camera, view, picture } = actions.now()
    return isZoomed(camera, view, picture)
  }
  const isDrawing = (): boolean => actions.now().mode === 'draw'
  const holdAt = ({ at, kind }: Pick<Pointer, 'at' | 'kind'>): number | null => actions.holdsAt(at, kind)[0] ?? null

  const choose = (at: Point, kind: PointerKind, looked: boolean): void => {
    const candidates = actions.holdsAt(at, kind)
    const first = candidates[0] ?? null
    // If a second tap has a meaning of its own, and in the loupe, it must not wander to another hold.
    const isAgain = actions.now().mode === 'look' && !looked && last && Math.hypot(last.at.x - at.x, last.at.y - at.y) < SAME_PLACE_PX
    const hold = isAgain && last ? nextOf(candidates, last.hold) : first
    last = { at, hold }
    actions.choose(hold, looked)
  }

  return {
    zoomed,
    swipes: () => actions.now().swipes,
    brushes: () => actions.now().mode === 'paint' && actions.now().brush !== null,
    draws: pen.draws,
    draw: pen.draw,
    eraseStroke: pen.eraseStroke,
    doubleTaps: () => !isDrawing(),
    crowded: ({ at }) => !isDrawing() && actions.holdsNear(at) > 1,
    highlight(press) {
      if (isDrawing()) return
      actions.highlight(press && { at: press.pointer.at, hold: holdAt(press.pointer), loupe: press.loupe, armed: press.armed })
    },
    tap({ at, kind }, looked = false) {
      const { mode, brush, climb } = actions.now()
      if (mode === 'draw') return pen.tap({ at, kind })
      if (mode !== 'paint' || !brush) return choose(at, kind, looked)
      const hold = holdAt({ at, kind })
      if (hold !== null) actions.paint(strokesOf(climb, hold, brush), false)
    },
    doubleTap(pointer) {
      const hold = holdAt(pointer)
      if (hold !== null) actions.zoomTo(hold)
      else if (zoomed()) actions.reset()
      else actions.zoomInAt(pointer.at)
    },
    longPress(pointer) {
      const hold = isDrawing() ? null : holdAt(pointer)
      if (hold !== null) actions.choosePressed(hold)
    },
    brush: createTrail(actions),
    pan(dx, dy) {
      const { camera, view, picture } = actions.now()
      actions.move(panBy(camera, dx, dy, view, picture))
    },
    pinch(factor, focal, dx, dy) {
      const { camera, view, picture } = actions.now()
      const before = { x: focal.x - dx, y: focal.y - dy }
      actions.move(panBy(zoomAt(camera, factor, before, view, picture), dx, dy, view, picture))
    },
    swipe: actions.swipe,
    rest: actions.rest,
  }
}

/** A trail puts on, and takes nothing off unless it erases. It keeps its brush, and asks for one hold too many only once. */
function createTrail(actions: WallActions): GestureHandlers['brush'] {
  let brush: Brush | null = null
  let goesOn = false
  let wasRefused = false
  const met = new Set<number>()

  return (pointer, begins) => {
    if (begins) {
      brush = actions.now().brush
      goesOn = wasRefused = false
      met.clear()
    }
    const [hold] = actions.holdsAt(pointer.at, 'mouse')
    if (hold === undefined || brush === null || met.has(hold)) return
    met.add(hold)
    const { climb } = actions.now()
    if (brush !== 'erase' && rolesOf(climb, hold).includes(brush)) return
    const refused = brush !== 'erase' && isFull(climb, brush)
    const strokes = refused && wasRefused ? [] : strokesOf(climb, hold, brush)
    wasRefused ||= refused
    if (strokes.length === 0) return
    actions.paint(strokes, goesOn)
    goesOn ||= !refused
  }
}
