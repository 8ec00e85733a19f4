import type { FabricObject } from 'fabric'
import { polygonBox, type Box, type Point } from '../../../shared/rules/polygon'
import { toView, type Camera, type Size } from '../camera/camera'
import { pointsOf, type Mark } from '../marks/mark'
import { BESIDE, createMarkLabel, type LabelPlace } from './markLabel'
import { markShapes } from './markShapes'

/** CSS pixels that a pin's head or an arrow's point reaches beyond its points. */
const MARGIN = 40
const PIN_HEAD_PX = 19

/** A mark of the sheet on the screen: lines and words keep their size however far one zooms. */
export interface MarkSign {
  isOf(mark: Mark): boolean
  box(camera: Camera): Box
  shape(camera: Camera, isChosen: boolean): readonly FabricObject[]
  /** Null where it has no words. */
  label(camera: Camera, view: Size): { box: Box; objects: readonly FabricObject[] } | null
}

/** Made once: reading paths and measuring text cost more than drawing. */
export function createMarkSign(mark: Mark): MarkSign {
  const points = pointsOf(mark)
  const reach = polygonBox(points)
  const label = mark.text.trim() === '' ? null : createMarkLabel(mark.text, mark.colour)

  return {
    isOf: other => other === mark || JSON.stringify(other) === JSON.stringify(mark),
    box(camera) {
      const { x: left, y: top } = toView(camera, { x: reach.left, y: reach.top })
      const { x: right, y: bottom } = toView(camera, { x: reach.right, y: reach.bottom })
      return { left: left - MARGIN, top: top - MARGIN, right: right + MARGIN, bottom: bottom + MARGIN }
    },
    shape: markShapes[mark.kind](points, mark.colour),
    label: (camera, view) => label?.at(labelPlaces[mark.kind](points, camera), view) ?? null,
  }
}

/** Over a zone, behind an arrow, beside a pin. */
const labelPlaces: Record<Mark['kind'], (points: readonly Point[], camera: Camera) => LabelPlace> = {
  zone(points, camera) {
    const highest = points.reduce((one, other) => (other.y < one.y ? other : one))
    const { left, right } = polygonBox(points)
    return { at: toView(camera, { x: (left + right) / 2, y: highest.y }), side: 'above' }
  },
  arrow([from, to], camera) {
    const tail = toView(camera, from ?? { x: 0, y: 0 })
    return { at: tail, side: to && from && to.y < from.y ? 'below' : 'above' }
  },
  pin([point], camera) {
    const { x, y } = toView(camera, point ?? { x: 0, y: 0 })
    return { at: { x: x + BESIDE, y: y - PIN_HEAD_PX }, side: 'right' }
  },
}
