import type { Box } from '../../../shared/rules/polygon'
import { aimAt, fit, follow, frame as frameAll, isZoomed, keepSeen, type Camera, type Size, type Spot } from './camera'
import type { HoldShape, Shapes } from '../canvas/shapes'
import type { Stage } from '../canvas/stage'

/** The target of the camera. */
export interface Frame {
  /** Another one is another thing to look at. */
  key: string
  holds: readonly number[]
  /** All of them at once, as a climb; or one hold: gone to, slid along to, or only brought into sight. */
  manner: 'all' | 'near' | 'sliding' | 'seen'
}

export interface Framing {
  show(frame: Frame | null): void
  /** The wall's place has another size. */
  resized(): void
  /** A hand moved the wall: it is left where it is until there is something else to look at. */
  touched(): void
}

interface Look {
  stage: Pick<Stage, 'camera' | 'view' | 'animateTo'>
  shapes: Shapes
  picture: Size
}

/** Moves the wall so that what is opened is seen; a hold that is closed gives the wall back as it was. */
export function createFraming(look: () => Look | null): Framing {
  let shown: Frame | null = null
  /** The view before a hold was opened; null: all of the wall. */
  let before: { key: string | null; camera: Camera | null } | null = null
  /** Nobody has moved the wall by hand since. */
  let isOurs = false

  const go = ({ stage, picture }: Look, to: Camera | null): void => {
    isOurs = shown !== null
    stage.animateTo(to ?? fit(stage.view, picture))
  }
  const frame = (now: Look, wanted: Frame): void => {
    const camera = cameraFor(wanted, now)
    if (camera) go(now, camera)
  }

  return {
    show(next) {
      const now = look()
      const was = shown
      if (next?.key === was?.key && next?.manner === was?.manner) return
      shown = next
      if (!now) {
        isOurs = next !== null
        return
      }
      const isBack = before !== null && (next?.key ?? null) === before.key
      if (isHold(next) && !isHold(was)) before = { key: was?.key ?? null, camera: cameraOf(now) }
      if (isBack && isOurs) go(now, before?.camera ?? null)
      else if (next) frame(now, next)
      else if (isOurs) go(now, null)
      if (!isHold(next)) before = null
    },
    resized() {
      const now = look()
      if (now && shown && (isOurs || shown.manner === 'sliding')) frame(now, shown)
    },
    touched() {
      isOurs = false
    },
  }
}

const isHold = (frame: Frame | null): boolean => frame !== null && frame.manner !== 'all'
const cameraOf = ({ stage, picture }: Look): Camera | null => (isZoomed(stage.camera, stage.view, picture) ? stage.camera : null)

function cameraFor({ holds, manner }: Frame, { stage, shapes, picture }: Look): Camera | null {
  const found = holds.map(id => shapes.get(id)).filter(shape => shape !== undefined)
  const [first] = found
  if (!first || stage.view.width === 0) return null
  const { view, camera } = stage
  if (manner === 'all') return frameAll(boxOf(found), middle(found.map(extentOf)), view, picture)
  if (manner === 'near') return aimAt(spotOf(first), view, picture)
  return manner === 'sliding' ? follow(camera, spotOf(first), view, picture) : keepSeen(camera, spotOf(first), view, picture)
}

const extentOf = ({ box: { left, top, right, bottom } }: HoldShape): number => Math.max(right - left, bottom - top)
export const spotOf = (shape: HoldShape): Spot => ({ centre: shape.centre, extent: extentOf(shape) })

const boxOf = (shapes: readonly HoldShape[]): Box => ({
  left: Math.min(...shapes.map(({ box }) => box.left)), top: Math.min(...shapes.map(({ box }) => box.top)),
  right: Math.max(...shapes.map(({ box }) => box.right)), bottom: Math.max(...shapes.map(({ box }) => box.bottom)),
})

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
