import { toView, type Camera, type Size } from '../camera/camera'
import type { HoldShape, Shapes } from '../canvas/shapes'
import type { Surface } from './surface'

const [PAPER, INK] = ['#f6f3ec', '#14161a']
/** CSS pixels. */
const [HEIGHT, LETTER] = [18, 12]

/** The numbers of a circuit, beside their holds; drawn past Fabric's objects at every frame. */
export function drawOrders(
  surface: Surface,
  order: ReadonlyMap<number, string>,
  { shapes, camera, view }: { shapes: Shapes; camera: Camera; view: Size },
): void {
  const context = surface.canvas.getContext()
  const ratio = surface.ratio()
  context.save()
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.font = `700 ${LETTER}px system-ui, sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const [id, words] of order) {
    const shape = shapes.get(id)
    if (shape) label(context, shape, { words, camera, view })
  }
  context.restore()
}

interface Label {
  words: string
  camera: Camera
  view: Size
}

function label(context: CanvasRenderingContext2D, { box }: HoldShape, { words, camera, view }: Label): void {
  const { x, y } = toView(camera, { x: box.right, y: box.top })
  const width = Math.max(HEIGHT, context.measureText(words).width + 10)
  if (x < -width || y < -HEIGHT || x > view.width + width || y > view.height + HEIGHT) return
  context.beginPath()
  context.roundRect(x - width / 2, y - HEIGHT / 2, width, HEIGHT, HEIGHT / 2)
  context.fillStyle = PAPER
  context.fill()
  context.lineWidth = 1.5
  context.strokeStyle = INK
  context.stroke()
  context.fillStyle = INK
  context.fillText(words, x, y + 0.5)
}
