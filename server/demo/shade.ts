import { KEY, LAMP, SKY } from './light'
import { createNoise, smoothstep } from './noise'
import type { Colour } from './palette'
import { createRandom } from './random'
import type { Patch } from './relief'
import type { Canvas } from './canvas'

const CHALK: Colour = [0.86, 0.85, 0.81]
const HALF = (() => {
  const length = Math.hypot(LAMP.x, LAMP.y, LAMP.z + 1)
  return { x: LAMP.x / length, y: LAMP.y / length, z: (LAMP.z + 1) / length }
})()
const STEEPEST = 1.5
const blotches = createNoise('blotches')
const grit = createNoise('grit')

/** Lights one hold and draws it over the wall. */
export function shadeHold(canvas: Canvas, patch: Patch, pitch: number): void {
  const { colour, light, glow } = canvas
  const paint = paintOf(patch, pitch)
  const albedo = new Float64Array(3)
  const bump = (0.3 * 103) / Math.max(60, pitch)
  for (let y = 0, i = 0; y < patch.height; y++) {
    for (let x = 0; x < patch.width; x++, i++) {
      const cover = patch.cover[i] ?? 0
      if (cover === 0) continue
      const px = patch.left + x
      const py = patch.top + y
      const at = py * canvas.width + px
      const slopeX = slope(patch, i, x > 0 ? 1 : 0, x < patch.width - 1 ? 1 : 0)
      const slopeY = slope(patch, i, y > 0 ? patch.width : 0, y < patch.height - 1 ? patch.width : 0)
      const nx = -slopeX + (grit(px * 0.55, py * 0.55) - 0.5) * bump
      const ny = -slopeY + (grit(px * 0.55 + 90, py * 0.55 + 40) - 0.5) * bump
      const length = 1 / Math.sqrt(nx * nx + ny * ny + 1)
      const facing = Math.max(0, (nx * LAMP.x + ny * LAMP.y + LAMP.z) * length) / LAMP.z
      const lamp = ((light[4 * at + 2] ?? 0) / 255) * glow(px, py)
      const sky = ((light[4 * at + 3] ?? 0) / 255) * (0.72 + 0.28 * (length - ny * length * 0.6))
      const shine = highlight((nx * HALF.x + ny * HALF.y + HALF.z) * length) * paint.gloss * lamp * cover * cover
      paint.mix(px, py, x, y, albedo, -ny * length)
      for (let c = 0; c < 3; c++) {
        const lit = (albedo[c] ?? 0) * ((KEY[c] ?? 0) * facing * lamp + (SKY[c] ?? 0) * sky) + shine
        colour[3 * at + c] = (colour[3 * at + c] ?? 0) * (1 - cover) + lit * cover
      }
    }
  }
}

/** The 24th power, by squaring: this runs once a pixel. */
function highlight(mirrored: number): number {
  if (mirrored <= 0) return 0
  const eighth = mirrored ** 2 * mirrored ** 2 * mirrored ** 2 * mirrored ** 2
  return eighth * eighth * eighth
}

/** The side down to the wall is left out: it would draw a ragged rim. */
function slope({ relief, cover }: Patch, i: number, back: number, ahead: number): number {
  const from = (cover[i - back] ?? 0) < 1 ? i : i - back
  const to = (cover[i + ahead] ?? 0) < 1 ? i : i + ahead
  if (from === to) return 0
  const rise = ((relief[to] ?? 0) - (relief[from] ?? 0)) / (from === i || to === i ? 1 : 2)
  return Math.max(-STEEPEST, Math.min(STEEPEST, rise))
}

interface Paint {
  gloss: number
  /** Writes the colour at a pixel; `up` is the degree to which it faces upwards, where chalk stays. */
  mix: (px: number, py: number, x: number, y: number, into: Float64Array, up: number) => void
}

function paintOf({ hold, left, top }: Patch, pitch: number): Paint {
  const random = createRandom(`paint ${hold.id}`)
  const fade = random.between(0.86, 1.1)
  const grey = random.between(0, 0.09)
  const mean = (hold.set.colour[0] + hold.set.colour[1] + hold.set.colour[2]) / 3
  const base = hold.set.colour.map((c) => (c + (mean - c) * grey) * fade)
  const chalked = hold.isKick ? 0 : random.next() ** 2 * (hold.kind === 'volume' ? 0.6 : 1)
  const wooden = hold.kind === 'rail' || hold.set.name === 'birch'
  const cos = Math.cos(hold.shape.angle)
  const sin = Math.sin(hold.shape.angle)
  const scale = 103 / pitch
  const [red, green, blue] = [base[0] ?? 0, base[1] ?? 0, base[2] ?? 0]
  const mix: Paint['mix'] = (px, py, x, y, into, up) => {
    const along = (left + x - hold.at.x) * scale
    const across = (top + y - hold.at.y) * scale
    const grain = wooden
      ? grainAt(along * cos + across * sin, across * cos - along * sin, hold.id)
      : 0.94 + 0.12 * blotches(px * 0.11 * scale, py * 0.11 * scale)
    const dust = blotches(px * 0.06 * scale + 7, py * 0.06 * scale) * 0.6 + grit(px * 0.23 * scale, py * 0.23 * scale) * 0.4
    const chalk = smoothstep(0.45, 1.05, dust * 0.7 + 0.35 * up + 0.35 * chalked) * chalked * (0.45 + 0.4 * mean)
    into[0] = red * grain * (1 - chalk) + CHALK[0] * chalk
    into[1] = green * grain * (1 - chalk) + CHALK[1] * chalk
    into[2] = blue * grain * (1 - chalk) + CHALK[2] * chalk
  }
  return { gloss: hold.set.gloss, mix }
}

function grainAt(along: number, across: number, seed: number): number {
  const rings = blotches(along * 0.008 + seed, across * 0.07) * 7
  return 0.82 + 0.24 * (rings - Math.floor(rings)) + 0.1 * (grit(along * 0.04, across * 0.6 + seed) - 0.5)
}
