import { Color, type Polygon } from 'fabric'
import type { WallMode, WallScene } from '../scene'
import type { Shapes } from '../shapes'
import { polygon } from './ink'

const FILL_ALPHA = 0.55
const OUTSIDE = 'rgb(24 27 32 / 0.62)'
const FAINT = 'rgb(255 255 255 / 0.2)'

interface Look {
  fill: string
  stroke: string
}

/** All holds of the wall, made once and then only recoloured: a colour mode follows every keystroke of a search. */
export interface BaseLayer {
  recolour(scene: WallScene, mode: WallMode): Polygon[]
}

export function createBaseLayer(shapes: Shapes): BaseLayer {
  let polygons: Map<number, Polygon> | null = null

  return {
    recolour(scene, mode) {
      if (!isNeeded(scene, mode)) return []
      polygons ??= new Map([...shapes.values()].map(shape => [shape.id, polygon(shape.points, {})]))
      const shown: Polygon[] = []
      for (const [id, object] of polygons) {
        const look = lookOf(id, scene, mode)
        if (!look) continue
        object.fill = look.fill
        object.stroke = look.stroke
        shown.push(object)
      }
      return shown
    },
  }
}

const isNeeded = (scene: WallScene, mode: WallMode): boolean =>
  Boolean(scene.fills ?? scene.dimmed) || mode !== 'look'

function lookOf(id: number, scene: WallScene, mode: WallMode): Look | null {
  if (scene.dimmed?.has(id)) return { fill: OUTSIDE, stroke: '' }
  const colour = scene.fills?.get(id)
  if (colour !== undefined) return { fill: translucent(colour), stroke: colour }
  return mode === 'look' ? null : { fill: '', stroke: FAINT }
}

const translucent = (colour: string): string => new Color(colour).setAlpha(FILL_ALPHA).toRgba()
