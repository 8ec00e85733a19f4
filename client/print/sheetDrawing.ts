import type { ClimbHold, Role } from '../../shared/model/climbHold'
import { polygonBox, polygonPath, type Box, type Point } from '../../shared/rules/polygon'
import { climbDrawing } from '../wall/canvas/climbDrawing'
import { rolesOf } from '../wall/canvas/editor'
import { defaultStyle } from '../wall/canvas/scene'
import type { Shapes } from '../wall/canvas/shapes'

/** A role's letter stands here, in pixels of the full photo. */
export interface RoleLetter extends Point {
  role: Role
}
export interface SheetDrawing {
  /** The part of the wall with the climb in it. */
  view: { left: number; top: number; width: number; height: number }
  /** SVG paths of the holds' outlines. */
  holds: string[]
  lines: { path: string; dashed: boolean }[]
  letters: RoleLetter[]
  /** A length that looks the same in every view: a letter's half height. */
  unit: number
}

const MARGIN = 0.05
/** Hands need no letter: most holds are for them. */
const LETTERED: readonly Role[] = ['S', 'T', 'F']

function viewAround(boxes: readonly Box[], { width, height }: { width: number; height: number }): SheetDrawing['view'] {
  const margin = MARGIN * Math.max(width, height)
  const left = Math.max(0, Math.min(...boxes.map(box => box.left)) - margin)
  const top = Math.max(0, Math.min(...boxes.map(box => box.top)) - margin)
  const right = Math.min(width, Math.max(...boxes.map(box => box.right)) + margin)
  const bottom = Math.min(height, Math.max(...boxes.map(box => box.bottom)) + margin)
  return { left, top, width: right - left, height: bottom - top }
}

const pathOf = (points: readonly Point[], closed: boolean): string => (closed ? polygonPath(points) : polygonPath(points).replace(/z$/, ''))

/** [PRINT-1] A climb in black and white: roles by letter, doubled and dashed outlines. Null if none of its holds is known. */
export function sheetDrawing(climb: readonly ClimbHold[], shapes: Shapes, wall: { width: number; height: number }): SheetDrawing | null {
  const { cutouts, lines } = climbDrawing(climb, shapes, defaultStyle)
  if (cutouts.length === 0) return null
  const view = viewAround(lines.map(({ points }) => polygonBox(points)), wall)
  const unit = Math.max(view.width, view.height) / 70
  const letters = cutouts.flatMap(({ id, box }) => LETTERED.filter(role => rolesOf(climb, id).includes(role)).map((role, nth) => ({
    role,
    x: Math.min(view.left + view.width - unit, box.right + 0.6 * unit),
    y: Math.max(view.top + unit, box.top - 0.6 * unit) + nth * 2.2 * unit,
  })))
  return {
    view, unit, letters,
    holds: cutouts.map(({ points }) => polygonPath(points)),
    lines: lines.map(({ points, closed, dashed }) => ({ path: pathOf(points, closed), dashed })),
  }
}
