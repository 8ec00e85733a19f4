import { Pattern, type FabricObject, type Polygon } from 'fabric'
import type { Camera, Size } from '../camera/camera'
import { climbDrawing, type ClimbDrawing, type Line } from '../canvas/climbDrawing'
import type { WallMode, WallScene } from '../canvas/scene'
import type { HoldShape, Shapes } from '../canvas/shapes'
import { createBaseLayer } from './baseLayer'
import { line, polygon } from './ink'
import { createSurface } from './surface'

/** Lines never get thinner than this on screen, in CSS pixels. */
const THINNEST = 1.6

export interface SceneRenderer {
  resize(view: Size): void
  /** The photo from which the holds of a climb get their colours; a larger one may come later. */
  usePhoto(photo: ImageBitmap): void
  show(scene: WallScene, mode: WallMode): void
  draw(camera: Camera): void
  dispose(): void
}

/** Draws what changes when the scene or the camera does: all but the photo, the pointers and the rings. */
export function createSceneRenderer(element: HTMLCanvasElement, shapes: Shapes, picture: Size): SceneRenderer {
  const surface = createSurface(element)
  const base = createBaseLayer(shapes)
  let cutouts: Polygon[] = []
  let contours: FabricObject[] = []
  let contourWidth = 0
  let view: Size = { width: 0, height: 0 }
  let photo: ImageBitmap | null = null
  let shown: { scene: WallScene; mode: WallMode } | null = null
  let wasEmpty = true
  let aimed: Camera = { scale: 1, x: 0, y: 0 }
  surface.canvas.on('before:render', ({ ctx }) => base.draw(ctx, aimed, { ...view, ratio: surface.ratio() }))

  const show = (scene: WallScene, mode: WallMode): void => {
    shown = { scene, mode }
    const drawing = climbDrawing(scene.climb ?? [], shapes, scene.style)
    const source = scene.style.coloured ? photo : null
    const lit = source ? litHolds(scene, drawing).map(shape => cutout(shape, source, picture)) : []
    base.recolour(scene, mode)
    surface.canvas.remove(...cutouts, ...contours)
    cutouts = lit
    contours = drawing.lines.map(contour)
    contourWidth = scene.style.contourWidth
    surface.canvas.add(...cutouts, ...contours)
  }

  /** The holds of the climb, and the one whose card is open: it has to be seen too. */
  const litHolds = ({ climb, selected }: WallScene, { cutouts }: ClimbDrawing): HoldShape[] => {
    const open = climb && selected !== null ? shapes.get(selected) : undefined
    return open && !cutouts.includes(open) ? [...cutouts, open] : cutouts
  }

  return {
    resize(next) {
      view = next
      surface.resize(next)
    },
    usePhoto(next) {
      photo = next
      if (shown) show(shown.scene, shown.mode)
    },
    show,
    draw(camera) {
      const isEmpty = base.isEmpty && surface.canvas.isEmpty()
      // A clear canvas is not cleared again: the browser would take all of it for new.
      if (isEmpty && wasEmpty) return
      wasEmpty = isEmpty
      const ratio = surface.ratio()
      const width = Math.max(contourWidth, THINNEST / camera.scale)
      for (const object of contours) widen(object, width)
      surface.canvas.setViewportTransform(
        [camera.scale * ratio, 0, 0, camera.scale * ratio, camera.x * ratio, camera.y * ratio],
      )
      aimed = camera
      surface.canvas.renderAll()
    },
    dispose: surface.dispose,
  }
}

function contour({ points, closed, colour, dashed }: Line): FabricObject {
  const [from, to] = points
  const options = { stroke: colour, strokeDashArray: dashed ? [0, 0] : null }
  return closed || !from || !to ? polygon(points, options) : line(from, to, options)
}

function widen(object: FabricObject, width: number): void {
  object.strokeWidth = width
  if (object.strokeDashArray) object.strokeDashArray = [width * 1.8, width * 2.6]
}

/** A pattern begins at the corner of its polygon's box: it is moved back to the corner of the picture. */
function cutout(shape: HoldShape, photo: ImageBitmap, picture: Size): Polygon {
  const scale = picture.width / photo.width
  const fill = new Pattern({
    source: photo, repeat: 'no-repeat', offsetX: -shape.box.left, offsetY: -shape.box.top,
    patternTransform: [scale, 0, 0, scale, 0, 0],
  })
  return polygon(shape.points, { fill, strokeWidth: 0 })
}
