import type { Point } from '../../../shared/rules/polygon'
import { toPicture, type Camera } from '../camera/camera'
import { REACH, type PointerKind } from '../canvas/hit'
import type { Mark, MarkKind } from '../marks/mark'
import { marksAt } from '../marks/markHit'
import { cornered, dragged, finished, isWhole, type DrawTool, type Sketch } from '../marks/sketch'
import type { GestureHandlers, Pointer } from './tool'

/** The pen of the sheet as it is at the moment, and its effects; picture pixels. */
export interface DrawingTool {
  /** A reader chooses, and moves nothing. */
  readonly mayDraw: boolean
  readonly tool: DrawTool
  readonly marks: readonly Mark[]
  readonly chosen: Mark | null
  readonly sketch: Sketch | null
  /** A sketch is seen, not kept. */
  show(sketch: Sketch | null): void
  keep(kind: MarkKind, points: readonly Point[]): void
  choose(id: string | null): void
  /** The chosen one is seen so far from where it stands; null: where it stands. */
  shift(by: Point | null): void
  move(by: Point): void
}

export interface DrawingHandlers extends Pick<GestureHandlers, 'draws' | 'draw' | 'eraseStroke'> {
  tap(pointer: Pick<Pointer, 'at' | 'kind'>): void
  /** Enter on a hold: as a tap there. */
  press(at: Point): void
}

/** The meaning of drags and taps to the pen. */
export function createDrawingHandlers(pen: () => DrawingTool | null, camera: () => Camera): DrawingHandlers {
  let grip: { kind: 'sketch' } | { kind: 'mark'; from: Point } | null = null
  const pixel = (): number => 1 / camera().scale
  const inPicture = (at: Point): Point => toPicture(camera(), at)
  const hit = (held: DrawingTool, at: Point, kind: PointerKind): Mark | undefined =>
    marksAt(held.marks, inPicture(at), { pixel: pixel(), reach: REACH[kind] })[0]

  const keep = (held: DrawingTool, sketch: Sketch, isDrag: boolean): void => {
    const points = finished(sketch, pixel(), isDrag)
    held.show(null)
    if (points) held.keep(sketch.kind, points)
  }
  const begin = (held: DrawingTool, { at, kind }: Pointer): void => {
    if (held.tool !== 'choose') {
      grip = { kind: 'sketch' }
      held.show(dragged({ kind: held.tool, points: [] }, inPicture(at), pixel()))
      return
    }
    const mark = hit(held, at, kind)
    if (mark && mark.id !== held.chosen?.id) held.choose(mark.id)
    grip = { kind: 'mark', from: inPicture(at) }
  }
  const distance = (from: Point, at: Point): Point => {
    const to = inPicture(at)
    return { x: to.x - from.x, y: to.y - from.y }
  }
  const extendStroke = (held: DrawingTool, at: Point): void => {
    if (grip?.kind === 'mark') held.shift(distance(grip.from, at))
    else if (grip && held.sketch) held.show(dragged(held.sketch, inPicture(at), pixel()))
  }
  const end = (held: DrawingTool, at: Point): void => {
    if (grip?.kind === 'mark') {
      held.shift(null)
      held.move(distance(grip.from, at))
    } else if (grip && held.sketch) keep(held, dragged(held.sketch, inPicture(at), pixel()), true)
    grip = null
  }
  const corner = (held: DrawingTool, kind: MarkKind, at: Point): void => {
    const sketch = cornered(held.sketch, kind, at)
    if (isWhole(sketch)) keep(held, sketch, false)
    else held.show(sketch)
  }

  return {
    draws({ at, kind }) {
      const held = pen()
      if (!held?.mayDraw) return false
      if (held.tool !== 'choose') return true
      const mark = hit(held, at, kind)
      // A finger on the zoomed wall pans it: it takes hold only of what it has chosen before.
      return mark !== undefined && (mark.id === held.chosen?.id || kind === 'mouse')
    },
    draw(pointer, moment) {
      const held = pen()
      if (!held) return
      if (moment === 'begins') begin(held, pointer)
      else if (moment === 'goes') extendStroke(held, pointer.at)
      else end(held, pointer.at)
    },
    eraseStroke() {
      const held = pen()
      if (grip?.kind === 'mark') held?.shift(null)
      else if (grip) held?.show(null)
      grip = null
    },
    tap({ at, kind }) {
      const held = pen()
      if (held?.tool === 'choose') held.choose(hit(held, at, kind)?.id ?? null)
      else if (held) corner(held, held.tool, inPicture(at))
    },
    press(at) {
      const held = pen()
      if (held?.tool === 'choose') held.choose(marksAt(held.marks, at, { pixel: pixel(), reach: REACH.touch })[0]?.id ?? null)
      else if (held) corner(held, held.tool, at)
    },
  }
}
