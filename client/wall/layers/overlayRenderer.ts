import type { FabricObject } from 'fabric'
import { dilatePolygon, type Box, type Point } from '../../../shared/rules/polygon'
import { toView, type Camera, type Size } from '../camera/camera'
import type { CursorInterpolation } from '../camera/cursorInterpolation'
import type { ShownPress } from '../gestures/gestureHandlers'
import type { HoldSign, Peer, WallScene } from '../canvas/scene'
import type { HoldShape, Shapes } from '../canvas/shapes'
import { LOUPE_PX } from '../gestures/tool'
import { INK, line, polygon, ring } from './ink'
import { createMarkSigns } from './markSigns'
import { createPointerSign, type PointerSign } from './pointerSign'
import { createSurface, type Surface } from './surface'
import { drawOrders } from './orders'
import { drawTicks } from './ticks'

const CHALK = '#f6f3ec'
const ACCENT = '#ff5a3c'
/** Wide enough to be seen around a finger. */
const RING_PX = 30
/** Between the rings of several people at one hold. */
const RING_STEP_PX = 7
const AMBER = '#f3ba57'

/** The holds that this person points at: with the mouse, and with the keyboard. */
export interface Highlight {
  hovered: number | null
  focused: number | null
  press: ShownPress | null
}

export interface OverlayRenderer {
  resize(view: Size): void
  draw(scene: WallScene, highlight: Highlight, cursors: CursorInterpolation, camera: Camera): void
  dispose(): void
}

/** The upper canvas, drawn alone and in CSS pixels: signs keep their size however large the wall is. */
export function createOverlayRenderer(element: HTMLCanvasElement, shapes: Shapes): OverlayRenderer {
  const surface = createSurface(element)
  const pointers = new Map<string, PointerSign>()
  const sheet = createMarkSigns()
  let view: Size = { width: 0, height: 0 }
  let wasEmpty = true

  const aroundHold = (id: number | null | undefined, draw: (shape: HoldShape) => FabricObject[]): FabricObject[] => {
    const shape = id === null || id === undefined ? undefined : shapes.get(id)
    return shape ? draw(shape) : []
  }

  /** The hold that is meant and, where a trail may begin, the ring that one leaves to paint it. */
  const pressed = ({ at, hold, loupe, armed }: ShownPress, camera: Camera): FabricObject[] => [
    ...aroundHold(hold, shape => outline(shape, camera, CHALK, 2.5)),
    ...(armed ? [[INK, 5] as const, [ACCENT, 2.5] as const] : []).map(([stroke, strokeWidth]) =>
      ring(at, loupe ? LOUPE_PX : RING_PX, { stroke, strokeWidth }),
    ),
  ]

  const pointerOf = (peer: Peer, at: Point | null, camera: Camera): readonly FabricObject[] => {
    if (!at) return []
    const known = pointers.get(peer.id)
    const sign = known?.isOf(peer) ? known : createPointerSign(peer)
    pointers.set(peer.id, sign)
    return sign.at(toView(camera, at))
  }

  return {
    resize(next) {
      view = next
      surface.resize(next)
    },
    draw(scene, { hovered, focused, press }, cursors, camera) {
      const peers = scene.peers.filter(peer => peer.point || peer.hold)
      for (const id of pointers.keys()) if (!peers.some(peer => peer.id === id)) pointers.delete(id)
      const signs = [...(scene.signs ?? [])]
      const warnings = signs
        .flatMap(([id, sign]) => (sign === 'warning' ? (shapes.get(id) ?? []) : []))
        .map(shape => around(warningAt(shape, camera)))
      const objects: readonly FabricObject[] = [
        ...sheet.at(scene.sheet ?? null, camera, view, warnings),
        ...[...(scene.gone ?? [])].flatMap(id => aroundHold(id, shape => cross(shape, camera))),
        ...signs.flatMap(([id, sign]) => aroundHold(id, shape => besideHold(shape, sign, camera))),
        ...peers.flatMap((peer, index) =>
          aroundHold(peer.hold, shape =>
            peerRing(shape, peer, { camera, inside: peers.slice(0, index).filter(({ hold }) => hold === peer.hold).length }),
          ),
        ),
        ...(hovered === scene.selected ? [] : aroundHold(hovered, shape => outline(shape, camera, CHALK, 1.5))),
        ...aroundHold(scene.selected, shape => outline(shape, camera, ACCENT, 3)),
        ...(press ? pressed(press, camera) : []),
        ...aroundHold(focused, shape => focusRing(shape, camera)),
        ...peers.flatMap(peer => pointerOf(peer, cursors.at(peer.id), camera)),
      ]
      const isEmpty = objects.length === 0 && !hasMany(scene)
      // A clear canvas is not cleared again: the browser would take all of it for new.
      if (isEmpty && wasEmpty) return
      wasEmpty = isEmpty
      surface.canvas.remove(...surface.canvas.getObjects())
      surface.canvas.add(...objects)
      const ratio = surface.ratio()
      surface.canvas.setViewportTransform([ratio, 0, 0, ratio, 0, 0])
      surface.canvas.renderAll()
      drawMany(surface, scene, { shapes, camera, view })
    },
    dispose: surface.dispose,
  }
}

const hasMany = ({ annotated, order }: WallScene): boolean => Boolean(annotated ?? order)

/** The signs of many holds at once, past Fabric's objects. */
function drawMany(surface: Surface, { annotated, order }: WallScene, place: { shapes: Shapes; camera: Camera; view: Size }): void {
  if (annotated) drawTicks(surface, annotated, place)
  if (order) drawOrders(surface, order, place)
}

/** A line with a dark one under it, to be seen on chalk as on rubber. */
function outline(shape: HoldShape, camera: Camera, stroke: string, width: number): FabricObject[] {
  const points = dilatePolygon(shape.points, 1.08, shape.centre).map(point => toView(camera, point))
  return [polygon(points, { stroke: INK, strokeWidth: width + 2.5 }), polygon(points, { stroke, strokeWidth: width })]
}

/** A hold that is not there any more is crossed out, from corner to corner. */
function cross({ box: { left, top, right, bottom } }: HoldShape, camera: Camera): FabricObject[] {
  const at = (x: number, y: number) => toView(camera, { x, y })
  const lines = [[at(left, top), at(right, bottom)], [at(left, bottom), at(right, top)]] as const
  return [
    ...lines.map(([from, to]) => line(from, to, { stroke: INK, strokeWidth: 5 })),
    ...lines.map(([from, to]) => line(from, to, { stroke: CHALK, strokeWidth: 2.5 })),
  ]
}

function focusRing(shape: HoldShape, camera: Camera): FabricObject[] {
  const [centre, radius] = circleOf(shape, camera, 18)
  return [
    ring(centre, radius, { stroke: INK, strokeWidth: 5 }),
    ring(centre, radius, { stroke: CHALK, strokeWidth: 2.5, strokeDashArray: [7, 6] }),
  ]
}

/** Each of several people at one hold has a ring of their own, around the rings before. */
function peerRing(shape: HoldShape, peer: Peer, { camera, inside }: { camera: Camera; inside: number }): FabricObject[] {
  const [centre, smallest] = circleOf(shape, camera, 14)
  const radius = smallest + inside * RING_STEP_PX
  return [
    ring(centre, radius, { stroke: CHALK, strokeWidth: 6 }),
    ring(centre, radius, { stroke: peer.colour, strokeWidth: 3 }),
  ]
}

function besideHold(shape: HoldShape, sign: HoldSign, camera: Camera): FabricObject[] {
  if (sign === 'warning') return triangle(warningAt(shape, camera))
  const [centre, radius] = circleOf(shape, camera, 12)
  const stroke = sign === 'required' ? CHALK : ACCENT
  const reach = radius * Math.SQRT1_2
  const from = { x: centre.x - reach, y: centre.y + reach }
  const to = { x: centre.x + reach, y: centre.y - reach }
  const crossed = sign === 'excluded'
  return [
    ring(centre, radius, { stroke: INK, strokeWidth: 5.5 }),
    ...(crossed ? [line(from, to, { stroke: INK, strokeWidth: 5.5 })] : []),
    ring(centre, radius, { stroke, strokeWidth: 3 }),
    ...(crossed ? [line(from, to, { stroke, strokeWidth: 3 })] : []),
  ]
}

/** The sign stands at the upper right of the hold. */
function warningAt(shape: HoldShape, camera: Camera): Point {
  const [centre, radius] = circleOf(shape, camera, 12)
  return { x: centre.x + radius * 0.8, y: centre.y - radius * 0.8 }
}
const around = ({ x, y }: Point): Box => ({ left: x - 10, top: y - 9, right: x + 10, bottom: y + 8 })

function triangle({ x, y }: Point): FabricObject[] {
  const corners = [{ x, y: y - 9 }, { x: x + 10, y: y + 8 }, { x: x - 10, y: y + 8 }]
  return [
    polygon(corners, { fill: AMBER, stroke: INK, strokeWidth: 2 }),
    line({ x, y: y - 3 }, { x, y: y + 2 }, { stroke: '#14161a', strokeWidth: 2 }),
    line({ x, y: y + 5 }, { x, y: y + 5.2 }, { stroke: '#14161a', strokeWidth: 2 }),
  ]
}

function circleOf(shape: HoldShape, camera: Camera, least: number): [Point, number] {
  const { left, top, right, bottom } = shape.box
  const half = (Math.hypot(right - left, bottom - top) / 2) * camera.scale
  return [toView(camera, { x: (left + right) / 2, y: (top + bottom) / 2 }), Math.max(half + 4, least)]
}
