import { Pattern } from 'fabric'
import { TEXTURE_TILE, textures, type Texture } from '../colours/textures'

/** Picture pixels a tile: some four tiles across a hold. */
const TILE = 26
/** The tile is drawn larger than it is shown, so that it stays sharp when one zooms in. */
const SHARPNESS = 3

const tiles = new Map<string, HTMLCanvasElement>()

function tileOf(fill: string, texture: Texture): HTMLCanvasElement {
  const key = `${texture} ${fill}`
  const known = tiles.get(key)
  if (known) return known
  const tile = document.createElement('canvas')
  tile.width = tile.height = TILE * SHARPNESS
  const context = tile.getContext('2d')
  if (context) {
    context.fillStyle = fill
    context.fillRect(0, 0, tile.width, tile.height)
    context.scale(tile.width / TEXTURE_TILE, tile.height / TEXTURE_TILE)
    context.lineWidth = 2.4
    context.lineCap = 'round'
    context.strokeStyle = 'rgb(255 255 255 / 0.8)'
    context.stroke(new Path2D(textures[texture]))
  }
  tiles.set(key, tile)
  return tile
}

/** What a polygon is filled with: the colour alone where the texture is plain. */
export const texturedFill = (fill: string, texture: Texture): string | Pattern => {
  if (texture === 'plain') return fill
  const scale = 1 / SHARPNESS
  return new Pattern({ source: tileOf(fill, texture), repeat: 'repeat', patternTransform: [scale, 0, 0, scale, 0, 0] })
}
