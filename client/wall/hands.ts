import type { ClimbHold } from '../../shared/model/climb'
import type { Point } from '../../shared/rules/polygon'
import { isZoomed, panBy, zoomAt, type Camera, type Size } from './camera'
import { rolesOf, strokesOf, type Brush, type Stroke } from './editor'
import { nextOf, type PointerKind } from './hit'
import type { PenHands } from './pen'
import type { WallMode } from './scene'
import type { Hands, Pointer } from './tools/tool'

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

export interface WallDeeds {
  now(): WallNow
  holdsAt(at: Point, kind: PointerKind): number[]
  move(camera: Camera): void
  rest(): void
  choose(hold: number | null): void
  choosePressed(hold: number): void
  paint(stroke: Stroke): void
  zoomTo(hold: number): void
  reset(): void
  swipe(way: 'next' | 'previous'): void
}

const SAME_PLACE_PX = 16

/** What gestures mean on this wall, in each mode. */
export function createHands(deeds: WallDeeds, pen: PenHands): Hands {
  let last: { at: Point; hold: number | null } | null = null
  /** Whether the stroke under way puts on or takes off: its first hold decides. */
  let puts: boolean | null = null
  const painted = new Set<number>()

  const zoomed = (): boolean => {
    const { camera, view, picture } = deeds.now()
    return isZoomed(camera, view, picture)
  }
  const isPainting = (): boolean => {
    const { mode, brush } = deeds.now()
    return mode === 'paint' && brush !== null
  }

  return {
    zoomed,
    swipes: () => deeds.now().swipes,
    brushes: isPainting,
    draws: pen.draws,
    draw: pen.draw,
    undraw: pen.undraw,
    doubleTaps: () => deeds.now().mode === 'look',
    tap({ at, kind }) {
      const { mode, brush, climb } = deeds.now()
      if (mode === 'draw') return pen.tap({ at, kind })
      const candidates = deeds.holdsAt(at, kind)
      const first = candidates[0] ?? null
      if (mode === 'paint' && brush) {
        if (first !== null) strokesOf(climb, first, brush).forEach(stroke => deeds.paint(stroke))
        return
      }
      // Where a second tap means something of its own, it must not wander to another hold.
      const again = mode === 'look' && last && Math.hypot(last.at.x - at.x, last.at.y - at.y) < SAME_PLACE_PX
      const hold = again && last ? nextOf(candidates, last.hold) : first
      last = { at, hold }
      deeds.choose(hold)
    },
    doubleTap({ at, kind }) {
      const [hold] = deeds.holdsAt(at, kind)
      if (zoomed()) deeds.reset()
      else if (last?.hold ?? hold) deeds.zoomTo(last?.hold ?? hold ?? 0)
    },
    longPress({ at, kind }) {
      const [hold] = deeds.holdsAt(at, kind)
      if (hold !== undefined) deeds.choosePressed(hold)
    },
    brush(pointer: Pointer, begins) {
      if (begins) {
        puts = null
        painted.clear()
      }
      const { brush, climb } = deeds.now()
      const [hold] = deeds.holdsAt(pointer.at, 'mouse')
      if (hold === undefined || brush === null || painted.has(hold)) return
      painted.add(hold)
      const has = brush !== 'erase' && rolesOf(climb, hold).includes(brush)
      puts ??= !has
      if (brush === 'erase' || puts !== has) strokesOf(climb, hold, brush).forEach(stroke => deeds.paint(stroke))
    },
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
