import { TEXTURE_TILE, textures, type Texture } from '../canvas/textures'

/** Picture pixels a tile: some four tiles across a hold. */
const TILE = 26
/** The tile is drawn larger than it is shown, so that it stays sharp when one zooms in. */
const SHARPNESS = 3

const patterns = new Map<string, CanvasPattern>()

function tileOf(fill: string, texture: Texture): HTMLCanvasElement {
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
  return tile
}

/** The filling: the colour alone if the texture is plain. */
export function texturedFill(context: CanvasRenderingContext2D, fill: string, texture: Texture): string | CanvasPattern {
  if (texture === 'plain') return fill
  const key = `${texture} ${fill}`
  const known = patterns.get(key)
  if (known) return known
  const pattern = context.createPattern(tileOf(fill, texture), 'repeat')
  if (!pattern) return fill
  pattern.setTransform({ a: 1 / SHARPNESS, d: 1 / SHARPNESS })
  patterns.set(key, pattern)
  return pattern
}
