import type { Point } from '../../../shared/rules/polygon'
import type { Size } from '../camera/camera'

/** The distance from the middle of the finger to the loupe's edge, in CSS pixels: a thumb is some 40 px wide. */
const GAP = 34
const MARGIN = 6
const MOST = 144
/** Smaller than this it goes beside the finger, where there is more room. */
const ENOUGH = 112
/** The hold's name stands over the glass. */
export const NAME_PX = 30

export interface LoupePlace {
  /** The glass's upper left corner. */
  x: number
  y: number
  side: number
}

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most))

/** Above the finger where there is room, else beside it: never under it, never out of the view. */
export function placeLoupe({ x, y }: Point, view: Size): LoupePlace {
  const widest = Math.min(MOST, view.width - 2 * MARGIN)
  const above = Math.min(widest, y - GAP - NAME_PX - MARGIN)
  const isRight = view.width - x > x
  const beside = Math.min(widest, Math.max(x, view.width - x) - GAP - MARGIN, view.height - 2 * MARGIN - NAME_PX)
  if (above >= ENOUGH || above >= beside) {
    return { x: within(x - above / 2, MARGIN, view.width - MARGIN - above), y: y - GAP - above, side: above }
  }
  return {
    x: isRight ? x + GAP : x - GAP - beside,
    y: within(y - beside / 2, MARGIN + NAME_PX, view.height - MARGIN - beside), side: beside,
  }
}
