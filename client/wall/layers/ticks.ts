import { toView, type Camera, type Size } from '../camera/camera'
import type { HoldShape, Shapes } from '../canvas/shapes'
import type { Surface } from './surface'

const GREEN = '#66d49c'
const INK = '#14161a'
/** CSS pixels; where holds are small on the screen a tick is a dot. */
const RADIUS = { least: 2.5, most: 8, tick: 5 }

/** A tick on each hold of which I said something. Hundreds, at every frame: drawn past Fabric's objects. */
export function drawTicks(
  surface: Surface,
  annotated: ReadonlySet<number>,
  { shapes, camera, view }: { shapes: Shapes; camera: Camera; view: Size },
): void {
  const context = surface.canvas.getContext()
  const ratio = surface.ratio()
  context.save()
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.lineCap = context.lineJoin = 'round'
  for (const id of annotated) {
    const shape = shapes.get(id)
    if (shape) tick(context, shape, camera, view)
  }
  context.restore()
}

function tick(context: CanvasRenderingContext2D, { box, centre }: HoldShape, camera: Camera, view: Size): void {
  const { x, y } = toView(camera, { x: centre.x, y: centre.y })
  const radius = Math.min(RADIUS.most, Math.max(RADIUS.least, ((box.right - box.left) * camera.scale) / 5))
  if (x < -radius || y < -radius || x > view.width + radius || y > view.height + radius) return
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fillStyle = GREEN
  context.fill()
  context.lineWidth = radius < RADIUS.tick ? 1 : 1.5
  context.strokeStyle = INK
  context.stroke()
  if (radius < RADIUS.tick) return
  context.beginPath()
  context.moveTo(x - radius * 0.45, y)
  context.lineTo(x - radius * 0.1, y + radius * 0.4)
  context.lineTo(x + radius * 0.5, y - radius * 0.35)
  context.stroke()
}
