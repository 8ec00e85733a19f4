import type { FabricObject } from 'fabric'
import type { Box } from '../../../shared/rules/polygon'
import type { Camera, Size } from '../camera/camera'
import { storedPoints, type Mark } from '../marks/mark'
import type { SheetScene } from '../canvas/scene'
import { freeLabels, overlaps } from './freeLabels'
import { createMarkSign, type MarkSign } from './markSign'

/** All marks of the sheet, each made once and then moved with the camera. */
export interface MarkSigns {
  at(sheet: SheetScene | null, camera: Camera, view: Size, taken?: readonly Box[]): readonly FabricObject[]
}

/** Marks that only accompany a climb are paler; the words beside them stay readable. */
const QUIET_OPACITY = 0.6
/** No mark has such an id. */
const SKETCH = ' '

export function createMarkSigns(): MarkSigns {
  const signs = new Map<string, MarkSign>()
  const signOf = (mark: Mark): MarkSign => {
    const known = signs.get(mark.id)
    const sign = known?.isOf(mark) ? known : createMarkSign(mark)
    signs.set(mark.id, sign)
    return sign
  }

  return {
    at(sheet, camera, view, taken = []) {
      const marks = sheet ? inOrder(sheet) : []
      const ids = new Set(marks.map(({ id }) => id))
      for (const id of signs.keys()) if (!ids.has(id)) signs.delete(id)
      const window = { left: 0, top: 0, right: view.width, bottom: view.height }
      const seen = marks.map(mark => ({ mark, sign: signOf(mark) })).filter(({ sign }) => overlaps(sign.box(camera), window))
      const shapes = seen.flatMap(({ mark, sign }) => sign.shape(camera, mark.id === sheet?.chosen?.id))
      for (const object of shapes) object.set('opacity', sheet?.isQuiet ? QUIET_OPACITY : 1)
      const labels = [...seen].reverse().flatMap(({ sign }) => sign.label(camera, view) ?? [])
      return [...shapes, ...freeLabels(labels, taken).flatMap(({ objects }) => objects)]
    },
  }
}

/** The chosen one and what is in the making lie above the others. */
function inOrder({ marks, chosen, sketch }: SheetScene): Mark[] {
  const others = marks.filter(({ id }) => id !== chosen?.id)
  const made: Mark[] = sketch && sketch.points.length > 0
    ? [{ id: SKETCH, kind: sketch.kind, points: storedPoints(sketch.points), colour: sketch.colour, text: '', by: '' }]
    : []
  return [...others, ...chosen ? [chosen] : [], ...made]
}
