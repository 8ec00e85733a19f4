import { createNoise } from './noise'
import { hash } from './random'
import type { WallPlan } from './wallPlan'

export interface WoodImage {
  width: number
  height: number
  /** Red, green, blue a pixel. */
  bytes: Uint8Array
}

export interface Joints {
  xs: number[]
  ys: number[]
}

/** Plywood panels with upright grain, at half the picture's size. */
export function plywood(plan: WallPlan): WoodImage {
  const width = Math.ceil(plan.width / 2)
  const height = Math.ceil(plan.height / 2)
  const bytes = new Uint8Array(width * height * 3)
  const known = panelJoints(plan)
  const figure = createNoise('plywood figure')
  const fibre = createNoise('plywood fibre')
  const scale = 51.5 / (plan.pitch / 2)
  for (let x = 0; x < width; x++) {
    let panel = { tint: 1, shift: 0 }
    for (let y = 0, i = 3 * x; y < height; y++, i += 3 * width) {
      if (y % 4 === 0) panel = panelAt(plan, known, 2 * x, 2 * y)
      const { tint, shift } = panel
      const u = x * scale
      const v = y * scale
      const warp = figure(u * 0.021 + shift, v * 0.0036 + shift * 1.7)
      const rings = warp * 15 + figure(u * 0.09 + shift, v * 0.009) * 1.1
      const ring = rings - Math.floor(rings)
      const late = ring * ring * ring * (1 - Math.max(0, ring - 0.9) * 10)
      const fine = fibre(u * 0.62 + shift, v * 0.045) - 0.5
      const light = tint * (1.03 - 0.12 * late + 0.075 * fine + 0.05 * (figure(u * 0.006, v * 0.004 + shift) - 0.5))
      bytes[i] = byte(221 * light)
      bytes[i + 1] = byte(189 * (1.12 * light - 0.12))
      bytes[i + 2] = byte(143 * (1.3 * light - 0.3))
    }
  }
  return { width, height, bytes }
}

/** The lines at which the panels meet, in pixels. */
export function panelJoints(plan: WallPlan): Joints {
  const across = plan.size === 'full' ? 6 : 4
  const down = plan.size === 'full' ? 11 : 5
  const xs: number[] = []
  const ys: number[] = []
  for (let n = across; n < plan.columns; n += across) xs.push(plan.originX + (n - 0.5) * plan.pitch)
  for (let n = down; n < plan.rows; n += down) ys.push(plan.originY + (n - 0.5) * plan.pitch)
  return { xs, ys }
}

function panelAt(plan: WallPlan, known: Joints, x: number, y: number): { tint: number; shift: number } {
  let key = y > plan.kickTop ? 40 : 0
  for (const joint of known.xs) if (x > joint) key += 1
  for (const joint of known.ys) if (y > joint) key += 7
  const dice = hash(`panel ${key}`)
  return { tint: 0.965 + ((dice % 1000) / 1000) * 0.06, shift: (dice >>> 10) % 200 }
}

function byte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : (value + 0.5) | 0
}
