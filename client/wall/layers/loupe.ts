import { dilatePolygon, type Point } from '../../../shared/rules/polygon'
import { toPicture, toView, type Camera, type Size } from '../camera/camera'
import type { HoldShape } from '../canvas/shapes'
import { INK } from './ink'

const MAGNIFICATION = 3
const ACCENT = '#ff5a3c'
const MAX_RATIO = 2

/** It shows the pixels of the screen; nothing is drawn for the loupe alone. */
export interface LoupeSources {
  photo: HTMLCanvasElement | null
  scene: HTMLCanvasElement
  camera: Camera
  picture: Size
  /** Pixels of the scene's canvas a CSS pixel. */
  ratio: number
}

/** The wall around a point of the view, three times as large, the hold that is meant outlined. */
export function drawLoupe(canvas: HTMLCanvasElement, sources: LoupeSources, { at, hold }: { at: Point; hold: HoldShape | null }): void {
  const side = canvas.clientWidth
  const ratio = Math.min(window.devicePixelRatio || 1, MAX_RATIO)
  const pixels = Math.round(side * ratio)
  if (canvas.width !== pixels) canvas.width = canvas.height = pixels
  const context = canvas.getContext('2d')
  if (!context) return
  const zoom = MAGNIFICATION * ratio
  // From CSS pixels of the view to pixels of the loupe, the point in its middle.
  context.setTransform(zoom, 0, 0, zoom, pixels / 2 - at.x * zoom, pixels / 2 - at.y * zoom)
  const reach = side / MAGNIFICATION / 2
  const seen = { left: at.x - reach, top: at.y - reach, side: reach * 2 }
  context.fillStyle = '#14161a'
  context.fillRect(seen.left, seen.top, seen.side, seen.side)
  if (sources.photo) drawPhoto(context, sources.photo, sources, seen)
  context.drawImage(
    sources.scene, seen.left * sources.ratio, seen.top * sources.ratio, seen.side * sources.ratio, seen.side * sources.ratio,
    seen.left, seen.top, seen.side, seen.side,
  )
  if (hold) outline(context, hold, sources.camera)
  dot(context, at)
}

function drawPhoto(
  context: CanvasRenderingContext2D,
  photo: HTMLCanvasElement,
  { camera, picture }: LoupeSources,
  seen: { left: number; top: number; side: number },
): void {
  const density = photo.width / picture.width
  const from = toPicture(camera, { x: seen.left, y: seen.top })
  const side = seen.side / camera.scale
  context.drawImage(photo, from.x * density, from.y * density, side * density, side * density, seen.left, seen.top, seen.side, seen.side)
}

function outline(context: CanvasRenderingContext2D, hold: HoldShape, camera: Camera): void {
  const path = new Path2D()
  for (const point of dilatePolygon(hold.points, 1.08, hold.centre)) {
    const { x, y } = toView(camera, point)
    path.lineTo(x, y)
  }
  path.closePath()
  context.lineJoin = 'round'
  for (const [colour, width] of [[INK, 6], [ACCENT, 3]] as const) {
    context.strokeStyle = colour
    context.lineWidth = width / MAGNIFICATION
    context.stroke(path)
  }
}

/** The place of the finger. */
function dot(context: CanvasRenderingContext2D, { x, y }: Point): void {
  context.beginPath()
  context.arc(x, y, 3 / MAGNIFICATION, 0, 2 * Math.PI)
  context.fillStyle = '#fff'
  context.fill()
  context.lineWidth = 1.5 / MAGNIFICATION
  context.strokeStyle = INK
  context.stroke()
}
