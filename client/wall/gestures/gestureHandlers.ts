import type { ClimbHold } from '../../../shared/model/climb'
import type { Point } from '../../../shared/rules/polygon'
import { isZoomed, panBy, zoomAt, type Camera, type Size } from '../camera/camera'
import { isFull, rolesOf, strokesOf, type Brush, type Stroke } from '../canvas/editor'
import { nextOf, type PointerKind } from '../canvas/hit'
import type { PenHands } from './drawingTool'
import type { WallMode } from '../canvas/scene'
import type { Hands, Pointer } from './tool'

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

export interface WallDeeds {
  now(): WallNow
  holdsAt(at: Point, kind: PointerKind): number[]
  /** How many holds a finger at this point cannot tell apart. */
  holdsNear(at: Point): number
  move(camera: Camera): void
  rest(): void
  attend(press: ShownPress | null): void
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

/** What gestures mean on this wall, in each mode. */
export function createHands(deeds: WallDeeds, pen: PenHands): Hands {
  let last: { at: Point; hold: number | null } | null = null

  const zoomed = (): boolean => {
    const { camera, view, picture } = deeds.now()
    return isZoomed(camera, view, picture)
  }
  const isDrawing = (): boolean => deeds.now().mode === 'draw'
  const holdAt = ({ at, kind }: Pick<Pointer, 'at' | 'kind'>): number | null => deeds.holdsAt(at, kind)[0] ?? null

  const choose = (at: Point, kind: PointerKind, looked: boolean): void => {
    const candidates = deeds.holdsAt(at, kind)
    const first = candidates[0] ?? null
    // Where a second tap means something of its own, and in the loupe, it must not wander to another hold.
    const isAgain = deeds.now().mode === 'look' && !looked && last && Math.hypot(last.at.x - at.x, last.at.y - at.y) < SAME_PLACE_PX
    const hold = isAgain && last ? nextOf(candidates, last.hold) : first
    last = { at, hold }
    deeds.choose(hold, looked)
  }

  return {
    zoomed,
    swipes: () => deeds.now().swipes,
    brushes: () => deeds.now().mode === 'paint' && deeds.now().brush !== null,
    draws: pen.draws,
    draw: pen.draw,
    undraw: pen.undraw,
    doubleTaps: () => !isDrawing(),
    crowded: ({ at }) => !isDrawing() && deeds.holdsNear(at) > 1,
    attend(press) {
      if (isDrawing()) return
      deeds.attend(press && { at: press.pointer.at, hold: holdAt(press.pointer), loupe: press.loupe, armed: press.armed })
    },
    tap({ at, kind }, looked = false) {
      const { mode, brush, climb } = deeds.now()
      if (mode === 'draw') return pen.tap({ at, kind })
      if (mode !== 'paint' || !brush) return choose(at, kind, looked)
      const hold = holdAt({ at, kind })
      if (hold !== null) deeds.paint(strokesOf(climb, hold, brush), false)
    },
    doubleTap(pointer) {
      const hold = holdAt(pointer)
      if (hold !== null) deeds.zoomTo(hold)
      else if (zoomed()) deeds.reset()
      else deeds.zoomInAt(pointer.at)
    },
    longPress(pointer) {
      const hold = isDrawing() ? null : holdAt(pointer)
      if (hold !== null) deeds.choosePressed(hold)
    },
    brush: createTrail(deeds),
    pan(dx, dy) {
      const { camera, view, picture } = deeds.now()
      deeds.move(panBy(camera, dx, dy, view, picture))
    },
    pinch(factor, focal, dx, dy) {
      const { camera, view, picture } = deeds.now()
      const before = { x: focal.x - dx, y: focal.y - dy }
      deeds.move(panBy(zoomAt(camera, factor, before, view, picture), dx, dy, view, picture))
    },
    swipe: deeds.swipe,
    rest: deeds.rest,
  }
}

/** A trail puts on, and takes nothing off unless it erases. It keeps its brush, and asks for one hold too many only once. */
function createTrail(deeds: WallDeeds): Hands['brush'] {
  let brush: Brush | null = null
  let goesOn = false
  let wasRefused = false
  const met = new Set<number>()

  return (pointer, begins) => {
    if (begins) {
      brush = deeds.now().brush
      goesOn = wasRefused = false
      met.clear()
    }
    const [hold] = deeds.holdsAt(pointer.at, 'mouse')
    if (hold === undefined || brush === null || met.has(hold)) return
    met.add(hold)
    const { climb } = deeds.now()
    if (brush !== 'erase' && rolesOf(climb, hold).includes(brush)) return
    const refused = brush !== 'erase' && isFull(climb, brush)
    const strokes = refused && wasRefused ? [] : strokesOf(climb, hold, brush)
    wasRefused ||= refused
    if (strokes.length === 0) return
    deeds.paint(strokes, goesOn)
    goesOn ||= !refused
  }
}
