import type { Point } from '../../shared/rules/polygon'
import { smoothstep } from './noise'
import type { DemoHold } from './layout'
import { createRandom, type Random } from './random'
import type { HoldKind } from './shapes'

/** The shape in which a hold stands out from the wall. */
export interface Profile {
  /** The height of its highest point, in pitches. */
  tall: number
  /**
   * The share of that height at a place that is `edge` away from the outline (0 at it, 1 in the middle). Below 0 the
   * hold has a hole, at -1 all through. `along` and `across` are -1 to 1 in the hold's own frame, `dx` and `dy` pitches
   * from its bolt in the picture's.
   */
  at: (edge: number, along: number, across: number, dx: number, dy: number) => number
}

const TALL: Record<HoldKind, number> = {
  volume: 0.62,
  sloper: 0.4,
  jug: 0.42,
  ring: 0.27,
  tufa: 0.24,
  pinch: 0.32,
  rail: 0.2,
  pocket: 0.27,
  crimp: 0.19,
  edge: 0.12,
  foot: 0.18,
  chip: 0.12,
}
/** Kinds of which some sets are cut in planes. */
const FACETED: readonly HoldKind[] = ['sloper', 'pinch', 'foot', 'edge']

export function profileOf(hold: DemoHold): Profile {
  const random = createRandom(`relief ${hold.id}`)
  return { tall: TALL[hold.kind] * random.between(0.9, 1.1), at: surfaceOf(hold, random) }
}

function surfaceOf(hold: DemoHold, random: Random): Profile['at'] {
  if (hold.kind === 'volume') return pyramid(hold.shape.corners, random)
  if (hold.set.faceted && FACETED.includes(hold.kind)) return facets(random)
  switch (hold.kind) {
    case 'jug': return jug(random)
    case 'ring': return (edge, along, across) => ring(edge, Math.hypot(along / 0.5, across / 0.46))
    case 'pocket': return pocket(random)
    case 'crimp': case 'edge': return (edge, _along, across) => Math.min(dome(edge * 2.4), 0.68 - 0.24 * across)
    case 'rail': return (edge) => dome(edge * 3.2) * 0.96 + edge * 0.04
    case 'pinch': return waisted(random)
    case 'tufa': return (edge, along, across) => dome(edge * 1.15) * (0.86 + 0.14 * Math.sin(across * 7 + along))
    default: return sloper(random)
  }
}

/** A quarter of a circle, flat from 1 on; it starts a little way up, for a hold has sides. */
function dome(edge: number): number {
  const rest = 0.9 * (1 - Math.min(1, edge))
  return Math.sqrt(1 - rest * rest)
}

/** A round back with a deep mouth behind its upper lip. */
function jug(random: Random): Profile['at'] {
  const wide = random.between(0.55, 0.7)
  const high = random.between(0.2, 0.27)
  const at = random.between(-0.42, -0.3)
  return (edge, along, across) => {
    const sag = across - at - 0.16 * along * along
    const mouth = Math.exp(-((sag / high) ** 2) - (along / wide) ** 4)
    return dome(edge * 1.7) * (0.9 + 0.14 * across) * (1 - 0.74 * mouth)
  }
}

function ring(edge: number, fromHole: number): number {
  return fromHole < 1 ? (fromHole - 1) * 20 : dome(Math.min(edge * 1.9, (fromHole - 1) * 1.9))
}

function sloper(random: Random): Profile['at'] {
  const leanX = random.between(-0.22, 0.22)
  const leanY = random.between(-0.05, 0.3)
  return (edge, along, across) => dome(edge * 1.05) * (0.85 + leanX * along * 0.6 + leanY * across * 0.6)
}

function waisted(random: Random): Profile['at'] {
  const groove = random.between(0.1, 0.35)
  const side = random.between(-0.25, 0.25)
  return (edge, along, across) => dome(edge * 1.2) * (1 - groove * Math.exp(-(((along - side) / 0.22) ** 2)) * (1 - across * across))
}

/** One to three holes for fingers. */
function pocket(random: Random): Profile['at'] {
  const fingers = 1 + random.below(3)
  const reach = 0.2 + 0.13 * fingers
  const depth = random.between(0.75, 0.9)
  return (edge, along, across) => {
    const well = Math.hypot(Math.max(0, Math.abs(along) - reach + 0.28) / 0.28, (across + 0.2) / 0.36)
    return dome(edge * 1.5) * (1 - depth * smoothstep(1.1, 0.5, well))
  }
}

/** Planes about a flat top, like a cut stone. */
function facets(random: Random): Profile['at'] {
  const from = random.between(0, 6.28)
  const planes = Array.from({ length: 5 + random.below(3) }, (_, k) => {
    const turn = from + (k + random.between(-0.25, 0.25)) * 1.05
    return { x: Math.cos(turn), y: Math.sin(turn), at: random.between(0.95, 1.2), steep: random.between(0.55, 0.95) }
  })
  return (edge, along, across) => {
    let height = Math.min(dome(edge * 2.2), 0.86)
    for (const plane of planes) height = Math.min(height, plane.at - plane.steep * (along * plane.x + across * plane.y))
    return Math.max(0.05, height)
  }
}

/** Cuts a plane from each side of the body to a point or a small flat top. */
function pyramid(corners: readonly Point[], random: Random): Profile['at'] {
  const peak = { x: random.between(-0.3, 0.3), y: random.between(-0.3, 0.3) }
  const flat = random.chance(0.45) ? random.between(0.6, 0.8) : 1
  const sides = corners.map((a, i) => {
    const b = corners[(i + 1) % corners.length] ?? a
    const length = Math.hypot(b.x - a.x, b.y - a.y)
    const away = (p: Point): number => ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length
    return { away, peak: away(peak) }
  })
  return (_edge, _along, _across, dx, dy) => {
    let height = flat
    for (const side of sides) height = Math.min(height, side.away({ x: dx, y: dy }) / side.peak)
    return Math.max(0, height * 0.87 + 0.13)
  }
}
