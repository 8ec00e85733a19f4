import { meanPoint, type Point } from '../../../shared/rules/polygon'
import { aimAt, fit, isNear, zoomAt, type Camera, type Size } from './camera'
import { spotOf, type Framing } from './framing'
import type { WallScene } from '../canvas/scene'
import type { Shapes } from '../canvas/shapes'
import type { Stage } from '../canvas/stage'

export interface ZoomDeeds {
  stage(): Stage | null
  shapes(): Shapes
  picture(): Size
  scene(): WallScene
  framing: Framing
  /** A hand zoomed the wall. */
  zoomed(): void
}

export interface Zoom {
  /** Under the fingers. */
  move(camera: Camera): void
  /** Near the hold, the climb's others as far in sight as can be; back to the whole wall for who is near already. */
  zoomTo(holdId: number): void
  /** Zooms in on a point where no hold is. */
  zoomInAt(at: Point): void
  zoomBy(factor: number): void
  reset(): void
}

const STEP_IN = 2.5

/** Moves the wall by hand; from then on it stays where the hand put it. */
export function useZoom({ stage, shapes, picture, scene, framing, zoomed }: ZoomDeeds): Zoom {
  function animateTo(camera: Camera): void {
    zoomed()
    framing.touched()
    stage()?.animateTo(camera)
  }
  function reset(): void {
    const now = stage()
    if (now) animateTo(fit(now.view, picture()))
  }

  return {
    reset,
    move(camera) {
      const now = stage()
      if (now && camera.scale !== now.camera.scale) zoomed()
      framing.touched()
      now?.move(camera)
    },
    zoomTo(holdId) {
      const now = stage()
      const shape = shapes().get(holdId)
      if (!now || !shape) return
      const spot = spotOf(shape)
      if (isNear(now.camera, spot.extent, now.view, picture())) return reset()
      const others = (scene().climb ?? []).map(({ hold_id }) => shapes().get(hold_id)?.centre).filter(centre => centre !== undefined)
      animateTo(aimAt(spot, now.view, picture(), others.length === 0 ? spot.centre : meanPoint(others)))
    },
    zoomInAt(at) {
      const now = stage()
      if (now) animateTo(zoomAt(now.camera, STEP_IN, at, now.view, picture()))
    },
    zoomBy(factor) {
      const now = stage()
      if (now) animateTo(zoomAt(now.camera, factor, { x: now.view.width / 2, y: now.view.height / 2 }, now.view, picture()))
    },
  }
}
