import { Circle, FabricText, Rect, type FabricObject } from 'fabric'
import type { Box, Point } from '../../../shared/rules/polygon'
import type { Size } from '../camera/camera'
import { INK } from './ink'

const HEIGHT = 24
const GAP = 7
const EDGE = 6
/** The distance from a pin's point to the words on either side. */
export const BESIDE = 13
const LONGEST = 32

/** CSS pixels, and on which side of it the words stand. */
export interface LabelPlace {
  at: Point
  side: 'above' | 'below' | 'right'
}

interface MarkLabel {
  at(place: LabelPlace, view: Size): { box: Box; objects: readonly FabricObject[] }
}

const corner = { originX: 'left', originY: 'top', objectCaching: false } as const

/** A mark's words on a dark tag with a dot of its colour; long ones are cut, the list beside the wall has them whole. */
export function createMarkLabel(words: string, colour: string): MarkLabel {
  const line = words.trim().replace(/\s+/g, ' ')
  const text = new FabricText([...line].length > LONGEST ? `${[...line].slice(0, LONGEST - 1).join('').trimEnd()}…` : line, {
    ...corner, fontFamily: 'Inter Variable, system-ui, sans-serif', fontSize: 12.5, fontWeight: 600, fill: '#f6f3ec',
  })
  const width = text.width + 30
  const tag = new Rect({
    ...corner,
    width,
    height: HEIGHT,
    rx: HEIGHT / 2,
    ry: HEIGHT / 2,
    fill: INK,
    stroke: 'rgb(255 255 255 / 0.25)',
    strokeWidth: 1,
  })
  const dot = new Circle({ ...corner, radius: 4, fill: colour })

  return {
    at({ at, side }, view) {
      const beside = at.x + width > view.width - EDGE ? at.x - 2 * BESIDE - width : at.x
      const wanted = side === 'right'
        ? { left: beside, top: at.y - HEIGHT / 2 }
        : { left: at.x - width / 2, top: side === 'above' ? at.y - HEIGHT - GAP : at.y + GAP }
      const left = Math.max(EDGE, Math.min(wanted.left, view.width - width - EDGE))
      const top = Math.max(EDGE, Math.min(wanted.top, view.height - HEIGHT - EDGE))
      tag.set({ left, top })
      dot.set({ left: left + 9, top: top + HEIGHT / 2 - 4 })
      text.set({ left: left + 21, top: top + (HEIGHT - text.height) / 2 })
      return { box: { left, top, right: left + width, bottom: top + HEIGHT }, objects: [tag, dot, text] }
    },
  }
}
