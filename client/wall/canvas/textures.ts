/** Strokes on a tile of 16 units, so that values are told apart by more than their hue; the wall and the legend draw the same. */
export const textures = {
  plain: '',
  rising: 'M-2 10 10 -2M-2 18 18 -2M6 18 18 6',
  falling: 'M-2 6 10 18M-2 -2 18 18M6 -2 18 10',
  upright: 'M4 -1V17M12 -1V17',
  level: 'M-1 4H17M-1 12H17',
  grid: 'M-1 8H17M8 -1V17',
  lattice: 'M-2 -2 18 18M18 -2 -2 18',
  dots: 'M4 4h.01M12 12h.01M12 4h.01M4 12h.01',
  rings: 'M8 4.500a3.500 3.500 0 1 0 .01 0',
  waves: 'M-1 6Q4 1 8 6T17 6M-1 14Q4 9 8 14T17 14',
  zigzag: 'M-2 11 4 4 8 11 12 4 18 11',
  bricks: 'M-1 0H17M-1 8H17M4 0V8M12 8V16',
} as const
export type Texture = keyof typeof textures

export const TEXTURE_TILE = 16

const order = Object.keys(textures) as Texture[]
/** The nth value's texture; the first is plain. */
export const textureAt = (index: number): Texture => order[index % order.length] ?? 'plain'
