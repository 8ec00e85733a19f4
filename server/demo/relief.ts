import { polygonBox, type Point } from '../../shared/rules/polygon'
import type { DemoHold } from './layout'
import { profileOf, type Profile } from './profiles'
import type { WallPlan } from './wallPlan'

/** A hold as pixels: the share of each that it covers, and its height above the wall, in px. */
export interface Patch {
  hold: DemoHold
  left: number
  top: number
  width: number
  height: number
  cover: Float32Array
  relief: Float32Array
}

export function carve(hold: DemoHold, plan: WallPlan): Patch {
  const box = polygonBox(hold.points)
  const left = Math.max(0, Math.floor(box.left) - 2)
  const top = Math.max(0, Math.floor(box.top) - 2)
  const width = Math.min(plan.width, Math.ceil(box.right) + 2) - left
  const height = Math.min(plan.height, Math.ceil(box.bottom) + 2) - top
  const patch = { hold, left, top, width, height, cover: new Float32Array(width * height), relief: new Float32Array(width * height) }
  const deepest = measure(patch)
  shapeRelief(patch, profileOf(hold), deepest, plan.pitch)
  return { ...patch, relief: softened(patch) }
}

/** Fills `cover`, and `relief` with a rounded distance from the outline. @returns the greatest distance */
function measure({ hold, left, top, width, height, cover, relief }: Patch): number {
  const sides = flatSides(hold.points)
  let deepest = 1e-6
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const { nearest, rounded, inside } = fromOutline(sides, left + x + 0.5, top + y + 0.5)
      cover[i] = Math.max(0, Math.min(1, inside ? 0.5 + nearest : 0.5 - nearest))
      if (!inside) continue
      relief[i] = rounded
      if (rounded > deepest) deepest = rounded
    }
  }
  return deepest
}

/** ax, ay, bx - ax, by - ay, 1 / length² of each side in a row: this is the innermost loop. */
function flatSides(points: readonly Point[]): Float64Array {
  return Float64Array.from(points.flatMap((a, i) => {
    const b = points[(i + 1) % points.length] ?? a
    const dx = b.x - a.x
    const dy = b.y - a.y
    return [a.x, a.y, dx, dy, 1 / (dx * dx + dy * dy || 1)]
  }))
}

const found = { nearest: 0, rounded: 0, inside: false }

/** `rounded` is the fourth-power mean of the distances to all sides, which has no creases like the nearest distance. */
function fromOutline(sides: Float64Array, px: number, py: number): typeof found {
  let nearest = Infinity
  let sum = 0
  let inside = false
  for (let s = 0; s < sides.length; s += 5) {
    const ax = sides[s] ?? 0
    const ay = sides[s + 1] ?? 0
    const dx = sides[s + 2] ?? 0
    const dy = sides[s + 3] ?? 0
    const along = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) * (sides[s + 4] ?? 0)))
    const ex = px - ax - along * dx
    const ey = py - ay - along * dy
    const square = ex * ex + ey * ey + 1e-6
    if (square < nearest) nearest = square
    sum += 1 / (square * square)
    if (ay > py !== ay + dy > py && px < ax + ((py - ay) * dx) / dy) inside = !inside
  }
  found.nearest = Math.sqrt(nearest)
  found.rounded = 1 / Math.sqrt(Math.sqrt(sum))
  found.inside = inside
  return found
}

function shapeRelief({ hold, left, top, width, height, cover, relief }: Patch, profile: Profile, deepest: number, pitch: number): void {
  const { angle, halfWidth, halfHeight } = hold.shape
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const tall = profile.tall * pitch
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if ((cover[i] ?? 0) === 0) continue
      const dx = left + x + 0.5 - hold.at.x
      const dy = top + y + 0.5 - hold.at.y
      const along = (dx * cos + dy * sin) / (halfWidth * pitch)
      const across = (dy * cos - dx * sin) / (halfHeight * pitch)
      const stands = profile.at((relief[i] ?? 0) / deepest, along, across, dx / pitch, dy / pitch)
      if (stands < 0) cover[i] = Math.max(0, (cover[i] ?? 0) + stands)
      relief[i] = Math.max(0, stands) * tall
    }
  }
}

/** The mean of each pixel and its eight neighbours on the hold: no rim is sharper than a pixel can show. */
function softened({ width, height, cover, relief }: Patch): Float32Array {
  const soft = new Float32Array(relief.length)
  const around = [-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1]
  for (let i = width + 1; i < width * (height - 1) - 1; i++) {
    if ((cover[i] ?? 0) === 0) continue
    let sum = 0
    let count = 0
    for (const step of around) {
      if ((cover[i + step] ?? 0) === 0) continue
      sum += relief[i + step] ?? 0
      count++
    }
    soft[i] = sum / count
  }
  return soft
}
