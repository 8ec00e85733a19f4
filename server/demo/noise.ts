import { createRandom } from './random'

/** Smooth noise between 0 and 1, about one bump a unit. */
export type Noise = (x: number, y: number) => number

const SIDE = 256
const MASK = SIDE - 1

export function createNoise(seed: string): Noise {
  const random = createRandom(seed)
  const lattice = Float32Array.from({ length: SIDE * SIDE }, () => random.next())
  return (x, y) => {
    const left = Math.floor(x)
    const top = Math.floor(y)
    const across = x - left
    const down = y - top
    const fx = across * across * (3 - 2 * across)
    const fy = down * down * (3 - 2 * down)
    const row = (top & MASK) * SIDE
    const below = ((top + 1) & MASK) * SIDE
    const a = lattice[row + (left & MASK)] ?? 0
    const b = lattice[row + ((left + 1) & MASK)] ?? 0
    const c = lattice[below + (left & MASK)] ?? 0
    const d = lattice[below + ((left + 1) & MASK)] ?? 0
    return (a + (b - a) * fx) * (1 - fy) + (c + (d - c) * fx) * fy
  }
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function smoothstep(low: number, high: number, value: number): number {
  const t = Math.max(0, Math.min(1, (value - low) / (high - low)))
  return t * t * (3 - 2 * t)
}
