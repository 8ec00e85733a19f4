import { Color } from 'fabric'
import { signedArea } from '../../../shared/rules/polygon'
import { toPicture, type Camera, type Size } from '../camera/camera'
import type { Texture } from '../canvas/textures'
import type { WallMode, WallScene } from '../canvas/scene'
import type { HoldShape, Shapes } from '../canvas/shapes'
import { texturedFill } from './texture'

const LINE_PX = 1
const OUTLINE_PX = 2.5
const FILL_ALPHA = 0.6
const OUTSIDE: Look = { fill: 'rgb(24 27 32 / 0.62)', texture: 'plain', stroke: '', width: LINE_PX }
const FAINT: Look = { fill: '', texture: 'plain', stroke: 'rgb(255 255 255 / 0.2)', width: LINE_PX }
const CHOSEN: Look = { fill: 'rgb(255 90 60 / 0.45)', texture: 'plain', stroke: '#ff5a3c', width: OUTLINE_PX }

interface Look {
  fill: string
  texture: Texture
  stroke: string
  /** CSS pixels. */
  width: number
}

/** Holds that look the same: drawn in one go. */
interface FillGroup {
  look: Look
  shapes: HoldShape[]
}

/** All holds of the wall, past Fabric's objects: so many would each be asked, saved and restored at every frame. */
export interface BaseLayer {
  readonly isEmpty: boolean
  recolour(scene: WallScene, mode: WallMode): void
  /** Below everything else, in a context that is wholly its own. */
  draw(context: CanvasRenderingContext2D, camera: Camera, view: Size & { ratio: number }): void
}

export function createBaseLayer(shapes: Shapes): BaseLayer {
  let fillGroups: FillGroup[] = []
  const outlines = new Map<HoldShape, Path2D>()
  const outlineOf = (shape: HoldShape): Path2D => {
    const known = outlines.get(shape) ?? outline(shape)
    outlines.set(shape, known)
    return known
  }

  return {
    get isEmpty() {
      return fillGroups.length === 0
    },
    recolour(scene, mode) {
      fillGroups = isNeeded(scene, mode) ? coatsOf(shapes, scene, mode) : []
    },
    draw(context, camera, { width, height, ratio }) {
      if (fillGroups.length === 0) return
      const { x: left, y: top } = toPicture(camera, { x: 0, y: 0 })
      const { x: right, y: bottom } = toPicture(camera, { x: width, y: height })
      context.save()
      context.setTransform(camera.scale * ratio, 0, 0, camera.scale * ratio, camera.x * ratio, camera.y * ratio)
      context.lineJoin = 'round'
      for (const coat of fillGroups) {
        const path = new Path2D()
        for (const shape of coat.shapes) {
          const { box } = shape
          if (box.left < right && box.right > left && box.top < bottom && box.bottom > top) path.addPath(outlineOf(shape))
        }
        put(context, path, coat.look, camera)
      }
      context.restore()
    },
  }
}

function put(context: CanvasRenderingContext2D, path: Path2D, { fill, texture, stroke, width }: Look, { scale }: Camera): void {
  if (fill !== '') {
    context.fillStyle = texturedFill(context, fill, texture)
    context.fill(path)
  }
  if (stroke === '') return
  context.strokeStyle = stroke
  context.lineWidth = width / scale
  context.stroke(path)
}

/** All the same way round: two that overlap would else cut each other out. */
function outline({ points }: HoldShape): Path2D {
  const path = new Path2D()
  for (const { x, y } of signedArea(points) < 0 ? [...points].reverse() : points) path.lineTo(x, y)
  path.closePath()
  return path
}

/** A climb that is looked at stands alone. */
const isNeeded = ({ climb, fills, dimmed }: WallScene, mode: WallMode): boolean =>
  mode !== 'look' || (climb === null && (fills ?? dimmed) !== null)

function coatsOf(shapes: Shapes, scene: WallScene, mode: WallMode): FillGroup[] {
  const fillGroups = new Map<string, FillGroup>()
  const translucent = createTranslucent()
  for (const shape of shapes.values()) {
    const look = lookOf(shape.id, scene, mode, translucent)
    if (!look) continue
    const key = `${look.fill}|${look.texture}|${look.stroke}|${look.width}`
    const coat = fillGroups.get(key)
    if (coat) coat.shapes.push(shape)
    else fillGroups.set(key, { look, shapes: [shape] })
  }
  return [...fillGroups.values()].sort((a, b) => levelOf(a.look) - levelOf(b.look))
}

/** Chosen holds lie above, holds that the filters leave out below. */
const levelOf = (look: Look): number => (look === CHOSEN ? 2 : look === OUTSIDE ? 0 : 1)

function lookOf(id: number, scene: WallScene, mode: WallMode, translucent: (colour: string) => string): Look | null {
  if (scene.chosen?.has(id)) return CHOSEN
  if (scene.dimmed?.has(id)) return OUTSIDE
  const stroke = scene.fills?.get(id)
  if (stroke === undefined) return mode === 'look' ? null : FAINT
  if (scene.outlined?.has(id)) return { fill: '', texture: 'plain', stroke, width: OUTLINE_PX }
  return { fill: translucent(stroke), texture: scene.textures?.get(id) ?? 'plain', stroke, width: LINE_PX }
}

/** A wall of a thousand holds has some ten colours. */
function createTranslucent(): (colour: string) => string {
  const known = new Map<string, string>()
  return colour => {
    const found = known.get(colour) ?? new Color(colour).setAlpha(FILL_ALPHA).toRgba()
    known.set(colour, found)
    return found
  }
}
