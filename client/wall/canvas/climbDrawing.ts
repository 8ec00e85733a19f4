import { ROLES, type ClimbHold, type Role } from '../../../shared/model/climbHold'
import { dilatePolygon, type Point } from '../../../shared/rules/polygon'
import { rolesOf } from './editor'
import type { DrawingStyle } from './scene'
import type { HoldShape, Shapes } from './shapes'

export interface Line {
  points: readonly Point[]
  closed: boolean
  colour: string
  dashed: boolean
}

/** The drawing over the darkened photo: holds in their own colours, and lines. */
export interface ClimbDrawing {
  cutouts: HoldShape[]
  lines: Line[]
}

const FEET = '#31daff'
const COLOURS: Record<DrawingStyle['palette'], Record<Role, string>> = {
  white: { S: '#ffffff', O: '#ffffff', T: '#ffffff', F: FEET },
  roles: { S: '#35d46f', O: '#4aa3ff', F: '#ffd23f', T: '#ff4d4d' },
}
const TOP_FACTOR = 1.35
/** A hold with two roles takes the contour of the first of these. */
const LOUDEST: readonly Role[] = ['S', 'T', 'O', 'F']

export function climbDrawing(climb: readonly ClimbHold[], shapes: Shapes, style: DrawingStyle): ClimbDrawing {
  const drawing: ClimbDrawing = { cutouts: [], lines: [] }
  const starts = climb.filter(({ role }) => role === 'S').length
  for (const id of new Set(climb.map(({ hold_id }) => hold_id))) {
    const shape = shapes.get(id)
    if (!shape) continue
    drawing.cutouts.push(shape)
    drawing.lines.push(...linesOf(shape, rolesOf(climb, id), starts, COLOURS[style.palette]))
  }
  return drawing
}

/** Feet are dashed and tops doubled, so that no role is told by its hue alone. */
function linesOf(shape: HoldShape, roles: readonly Role[], starts: number, colours: Record<Role, string>): Line[] {
  const main = LOUDEST.find(role => roles.includes(role)) ?? ROLES[1]
  const lines: Line[] = [{ points: shape.points, closed: true, colour: colours[main], dashed: main === 'F' }]
  if (roles.includes('T')) {
    const points = dilatePolygon(shape.points, TOP_FACTOR, shape.centre)
    lines.push({ points, closed: true, colour: colours.T, dashed: false })
  }
  if (roles.includes('S')) {
    const tapes = starts === 1 ? [shape.tapes.left, shape.tapes.right] : [shape.tapes.centre]
    lines.push(...tapes.map(points => ({ points, closed: false, colour: colours.S, dashed: false })))
  }
  return lines
}
