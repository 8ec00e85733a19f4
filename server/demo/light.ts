import type { Colour } from './palette'
import type { Patch } from './relief'
import type { WallPlan } from './wallPlan'

/** The direction of the lamp, above and to the left of the viewer; z comes out of the wall. */
export const LAMP = { x: -0.45, y: -0.62, z: 0.643 }

/** Warm lamp, cool sky, in linear light. */
export const KEY: Colour = [0.8, 0.765, 0.715]
export const SKY: Colour = [0.3, 0.315, 0.34]

export const LIGHT_CHANNELS = 4
/** The light behind a hold, where the lamp does not reach. It is not black, or thin holds would have a dark rim. */
const UNDER_A_HOLD = 0.35

/** Tiles of 32 px, at half size as long as the longest shadow. */
const TILE_BITS = 5

/**
 * Light at half the picture's size, four bytes a pixel: lamp and sky on the bare wall, lamp and sky on the hold there.
 * They are kept apart, because enlarged as one the brightness of a hold would spill into its own shadow.
 */
export interface LightMap {
  width: number
  height: number
  bytes: Uint8Array
}

export function castLight(plan: WallPlan, patches: readonly Patch[]): LightMap {
  const width = Math.ceil(plan.width / 2)
  const height = Math.ceil(plan.height / 2)
  const heights = halfHeights(width, height, patches)
  const surface = widened(heights, width)
  const shadows = marchShadows(heights, surface, width, height, plan.pitch)
  const onWall = blurred(shadows.wall, width, height, 1)
  const onHolds = blurred(shadows.holds, width, height, 1)
  const around = blurred(blurred(heights, width, height, Math.round(plan.pitch / 16)), width, height, Math.round(plan.pitch / 16))
  const bytes = new Uint8Array(width * height * LIGHT_CHANNELS)
  for (let i = 0; i < width * height; i++) {
    const deep = (around[i] ?? 0) / plan.pitch
    const sunk = Math.max(0, deep - (surface[i] ?? 0) / plan.pitch)
    bytes[4 * i] = Math.round(255 * (onWall[i] ?? 1))
    bytes[4 * i + 1] = Math.round(255 * Math.exp(-5.5 * deep))
    bytes[4 * i + 2] = Math.round(255 * (onHolds[i] ?? 1))
    bytes[4 * i + 3] = Math.round(255 * Math.exp(-5.5 * sunk))
  }
  return { width, height, bytes }
}

function halfHeights(width: number, height: number, patches: readonly Patch[]): Float32Array {
  const heights = new Float32Array(width * height)
  for (const patch of patches) {
    for (let y = patch.top + (patch.top & 1); y < patch.top + patch.height; y += 2) {
      for (let x = patch.left + (patch.left & 1); x < patch.left + patch.width; x += 2) {
        const from = (y - patch.top) * patch.width + x - patch.left
        if ((patch.cover[from] ?? 0) >= 0.5) heights[(y >> 1) * width + (x >> 1)] = patch.relief[from] ?? 0
      }
    }
  }
  return heights
}

/** Adds one more pixel all around each hold, so that its rim is lit like the hold, not like the wall beside it. */
function widened(heights: Float32Array, width: number): Float32Array {
  const around = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]
  const wide = heights.slice()
  for (let i = 0; i < heights.length; i++) {
    const own = heights[i] ?? 0
    if (own === 0) continue
    for (const step of around) if ((heights[i + step] ?? 0) === 0 && own > (wide[i + step] ?? 0)) wide[i + step] = own
  }
  return wide
}

interface Shadows {
  wall: Float32Array
  holds: Float32Array
}

/** Follows a ray from each pixel towards the lamp: higher parts shade it, and the farther they are the softer. */
function marchShadows(heights: Float32Array, surface: Float32Array, width: number, height: number, pitch: number): Shadows {
  const level = Math.hypot(LAMP.x, LAMP.y)
  const rise = LAMP.z / level
  const steps = Array.from({ length: Math.ceil((0.75 * pitch) / rise / 4.4) }, (_, k) => {
    const far = (k + 1) * 2.2
    return {
      x: Math.round((LAMP.x / level) * far),
      y: Math.round((LAMP.y / level) * far),
      climb: 2 * far * rise,
      soft: 1 / (3 + far * 0.55),
    }
  })
  const tops = highestAround(heights, width, height)
  const lampAt = (x: number, y: number, own: number): number => {
    const above = tops(x, y) - own
    let dark = 0
    for (const step of steps) {
      const sx = x + step.x
      const sy = y + step.y
      if (step.climb > above || sx < 0 || sy < 0) break
      const over = ((heights[sy * width + sx] ?? 0) - own - step.climb) * step.soft
      if (over > dark) dark = over
    }
    return 1 - Math.min(1, dark)
  }
  const wall = new Float32Array(width * height)
  const holds = new Float32Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const own = surface[i] ?? 0
      wall[i] = (heights[i] ?? 0) > 0 ? Math.min(lampAt(x, y, 0), UNDER_A_HOLD) : lampAt(x, y, 0)
      holds[i] = own > 0 ? lampAt(x, y, own) : 1
    }
  }
  return { wall, holds }
}

/** The highest point of a tile and of those towards the lamp, further than any shadow falls: most rays can stop early. */
function highestAround(heights: Float32Array, width: number, height: number): (x: number, y: number) => number {
  const columns = (width >> TILE_BITS) + 1
  const tiles = new Float32Array(columns * ((height >> TILE_BITS) + 1))
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const tile = (y >> TILE_BITS) * columns + (x >> TILE_BITS)
      if ((heights[i] ?? 0) > (tiles[tile] ?? 0)) tiles[tile] = heights[i] ?? 0
    }
  }
  const around = tiles.map((own, t) => {
    const left = t % columns > 0
    return Math.max(own, left ? tiles[t - 1] ?? 0 : 0, tiles[t - columns] ?? 0, left ? tiles[t - columns - 1] ?? 0 : 0)
  })
  return (x, y) => around[(y >> TILE_BITS) * columns + (x >> TILE_BITS)] ?? 0
}

/** Blurs with a box: running sums along rows and then columns. */
function blurred(map: Float32Array, width: number, height: number, radius: number): Float32Array {
  return blurLines(blurLines(map, width, height, radius, 1, width), height, width, radius, width, 1)
}

function blurLines(map: Float32Array, length: number, lines: number, radius: number, step: number, next: number): Float32Array {
  const out = new Float32Array(map.length)
  const share = 1 / (2 * radius + 1)
  for (let line = 0; line < lines; line++) {
    const start = line * next
    const at = (k: number): number => map[start + Math.max(0, Math.min(length - 1, k)) * step] ?? 0
    let sum = 0
    for (let k = -radius; k <= radius; k++) sum += at(k)
    for (let k = 0; k < length; k++) {
      out[start + k * step] = sum * share
      sum += at(k + radius + 1) - at(k - radius)
    }
  }
  return out
}
