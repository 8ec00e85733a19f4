import { Color, type Pattern, type Polygon } from 'fabric'
import { toPicture, type Camera, type Size } from '../camera'
import type { WallMode, WallScene } from '../scene'
import type { HoldShape, Shapes } from '../shapes'
import { polygon } from './ink'
import { texturedFill } from './texture'

const LINE_PX = 1
const OUTLINE_PX = 2.5
const FILL_ALPHA = 0.6
const OUTSIDE = 'rgb(24 27 32 / 0.62)'
const FAINT = 'rgb(255 255 255 / 0.2)'
const CHOSEN: Look = { fill: 'rgb(255 90 60 / 0.45)', stroke: '#ff5a3c' }

interface Look {
  fill: string | Pattern
  stroke: string
}

/** All holds of the wall, made once and then only recoloured: a colour mode follows every keystroke of a search. */
export interface BaseLayer {
  /** `place` is called once, when the holds are first needed. */
  recolour(scene: WallScene, mode: WallMode, place: (polygons: Polygon[]) => void): void
  /** Makes ready to be drawn at this camera: what is out of view costs nothing. */
  aim(camera: Camera, view: Size): void
}

interface Piece {
  shape: HoldShape
  object: Polygon
  shown: boolean
  outlined: boolean
}

export function createBaseLayer(shapes: Shapes): BaseLayer {
  let pieces: Piece[] = []

  return {
    recolour(scene, mode, place) {
      if (pieces.length === 0 && isNeeded(scene, mode)) {
        pieces = [...shapes.values()].map(shape => ({ shape, object: polygon(shape.points, {}), shown: false, outlined: false }))
        place(pieces.map(({ object }) => object))
      }
      const translucent = createTranslucent()
      for (const piece of pieces) {
        const look = isNeeded(scene, mode) ? lookOf(piece.shape.id, scene, mode, translucent) : null
        piece.shown = look !== null
        piece.outlined = scene.outlined?.has(piece.shape.id) === true || scene.chosen?.has(piece.shape.id) === true
        if (look) Object.assign(piece.object, look)
      }
    },
    aim(camera, view) {
      const { x: left, y: top } = toPicture(camera, { x: 0, y: 0 })
      const { x: right, y: bottom } = toPicture(camera, { x: view.width, y: view.height })
      for (const { shape: { box }, object, shown, outlined } of pieces) {
        object.visible = shown && box.left < right && box.right > left && box.top < bottom && box.bottom > top
        object.strokeWidth = (outlined ? OUTLINE_PX : LINE_PX) / camera.scale
      }
    },
  }
}

/** A climb that is looked at stands alone. */
const isNeeded = ({ climb, fills, dimmed }: WallScene, mode: WallMode): boolean =>
  mode !== 'look' || (climb === null && (fills ?? dimmed) !== null)

function lookOf(id: number, scene: WallScene, mode: WallMode, translucent: (colour: string) => string): Look | null {
  if (scene.chosen?.has(id)) return CHOSEN
  if (scene.dimmed?.has(id)) return { fill: OUTSIDE, stroke: '' }
  const colour = scene.fills?.get(id)
  if (colour !== undefined && scene.outlined?.has(id)) return { fill: '', stroke: colour }
  if (colour !== undefined) return { fill: texturedFill(translucent(colour), scene.textures?.get(id) ?? 'plain'), stroke: colour }
  return mode === 'look' ? null : { fill: '', stroke: FAINT }
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
