import { Color, Path, Polygon, type FabricObject } from 'fabric'
import type { Point } from '../../../shared/rules/polygon'
import { toView, type Camera } from '../camera/camera'
import type { MarkKind } from '../marks/mark'
import { INK } from './ink'

type Shape = (camera: Camera, isChosen: boolean) => readonly FabricObject[]

const CHALK = '#f6f3ec'
const LINE = 3
const CASING = 6.5
/** Around the chosen one. */
const HALO = 11
const HEAD_PX = 16
const HEAD_ANGLE = 0.5
const PIN = 'M0 0 C-2.5 -6 -10.5 -11 -10.5 -19 A10.5 10.5 0 1 1 10.5 -19 C10.5 -11 2.5 -6 0 0 Z'
const PIN_EYE = 'M3.8 -19 A3.8 3.8 0 1 1 -3.8 -19 A3.8 3.8 0 1 1 3.8 -19 Z'

/** `strokeUniform`: a zone grows with the photo, its line does not. */
const plain = {
  objectCaching: false, selectable: false, evented: false, fill: '', strokeLineJoin: 'round', strokeLineCap: 'round', strokeUniform: true,
} as const

/** A bright line on a dark one, or a dark line on a bright one: seen on any photo. */
const under = (colour: string): string => {
  const [red, green, blue] = new Color(colour).getSource()
  return 0.3 * red + 0.59 * green + 0.11 * blue < 90 ? CHALK : INK
}

export const markShapes: Record<MarkKind, (points: readonly Point[], colour: string) => Shape> = {
  zone(points, colour) {
    const line = (stroke: string, strokeWidth: number, fill = ''): Polygon =>
      new Polygon(points.map(({ x, y }) => ({ x, y })), { ...plain, originX: 'center', originY: 'center', stroke, strokeWidth, fill })
    const halo = line(CHALK, HALO)
    const lines = [line(under(colour), CASING), line(colour, LINE, new Color(colour).setAlpha(0.17).toRgba())]
    const middle = { x: halo.left, y: halo.top }
    return (camera, isChosen) => {
      const { x: left, y: top } = toView(camera, middle)
      const shown = isChosen ? [halo, ...lines] : lines
      for (const object of shown) object.set({ left, top, scaleX: camera.scale, scaleY: camera.scale })
      return shown
    }
  },
  arrow([from, to], colour) {
    if (!from) return () => []
    return (camera, isChosen) => {
      const path = arrowPath(toView(camera, from), toView(camera, to ?? from))
      const line = (stroke: string, strokeWidth: number): Path => new Path(path, { ...plain, stroke, strokeWidth })
      return [...isChosen ? [line(CHALK, HALO)] : [], line(under(colour), CASING), line(colour, LINE + 0.5)]
    }
  },
  pin([point], colour) {
    if (!point) return () => []
    const halo = atHome(new Path(PIN, { ...plain, stroke: CHALK, strokeWidth: 8 }))
    const rest = [
      new Path(PIN, { ...plain, stroke: INK, strokeWidth: 5 }),
      new Path(PIN, { ...plain, fill: colour, stroke: under(colour) === CHALK ? CHALK : '#fff', strokeWidth: 1.5 }),
      new Path(PIN_EYE, { ...plain, fill: under(colour), strokeWidth: 0 }),
    ].map(atHome)
    return (camera, isChosen) => {
      const tip = toView(camera, point)
      return (isChosen ? [halo, ...rest] : rest).map(({ object, left, top }) => object.set({ left: left + tip.x, top: top + tip.y }))
    }
  },
}

/** A path lies where its commands say: from there it is moved. */
const atHome = (object: Path): { object: Path; left: number; top: number } => ({ object, left: object.left, top: object.top })

/** A line with an open head, which is never longer than half the line; a single point is a dot. */
function arrowPath(from: Point, to: Point): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const head = Math.min(HEAD_PX, Math.max(length / 2, 1))
  const wing = (turn: number): string => `${to.x - head * Math.cos(angle + turn)} ${to.y - head * Math.sin(angle + turn)}`
  return `M${from.x} ${from.y} L${to.x} ${to.y} M${wing(HEAD_ANGLE)} L${to.x} ${to.y} L${wing(-HEAD_ANGLE)}`
}
