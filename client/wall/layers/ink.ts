import { Circle, Line, Polygon } from 'fabric'
import type { Point } from '../../../shared/rules/polygon'

/** Under and around signs, so that they are seen on chalk as on rubber. */
export const INK = 'rgb(20 22 26 / 0.85)'

/** Caching each object costs ten times what it saves on a wall; nothing here is Fabric's to pick or drag. */
const plain = {
  objectCaching: false, selectable: false, evented: false, strokeLineJoin: 'round', strokeLineCap: 'round',
} as const

/** Fabric moves the points it is given: it gets its own. */
export const polygon = (points: readonly Point[], options: Partial<Polygon>): Polygon =>
  new Polygon(points.map(({ x, y }) => ({ x, y })), { ...plain, fill: '', ...options })

export const line = (from: Point, to: Point, options: Partial<Line>): Line =>
  new Line([from.x, from.y, to.x, to.y], { ...plain, ...options })

export const ring = (centre: Point, radius: number, options: Partial<Circle>): Circle =>
  new Circle({ ...plain, left: centre.x, top: centre.y, radius, fill: '', ...options })
