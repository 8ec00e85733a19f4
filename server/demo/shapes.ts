import type { Point } from '../../shared/rules/polygon'
import type { Random } from './random'

export const HOLD_KINDS = ['volume', 'sloper', 'jug', 'ring', 'tufa', 'pinch', 'rail', 'pocket', 'crimp', 'edge', 'foot', 'chip'] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

/** Lengths in pitches, the distance between two T-nuts (about 20 cm). */
interface Form {
  halfWidth: readonly [number, number]
  halfHeight: readonly [number, number]
  /** The superellipse's exponent: 2 is an ellipse, more is boxier. */
  square: readonly [number, number]
  /** The distance that the outline wanders from the superellipse. */
  wobble: number
  /** The bend of a banana: the ends hang by this share of the height. */
  bend: readonly [number, number]
  /** The largest angle by which the hold is turned either way, in degrees. */
  turn: number
  points: number
  bolts: 1 | 2
}

const FORMS: Record<Exclude<HoldKind, 'volume'>, Form> = {
  jug: {
    halfWidth: [0.4, 0.55], halfHeight: [0.28, 0.38], square: [2, 2.5], wobble: 0.07, bend: [-0.1, 0.45],
    turn: 28, points: 24, bolts: 1,
  },
  ring: {
    halfWidth: [0.42, 0.5], halfHeight: [0.38, 0.46], square: [2, 2.4], wobble: 0.06, bend: [0, 0.1],
    turn: 45, points: 26, bolts: 2,
  },
  sloper: {
    halfWidth: [0.4, 0.68], halfHeight: [0.36, 0.54], square: [1.9, 2.3], wobble: 0.05, bend: [0, 0.15],
    turn: 40, points: 28, bolts: 1,
  },
  pinch: {
    halfWidth: [0.16, 0.22], halfHeight: [0.36, 0.5], square: [2, 2.6], wobble: 0.1, bend: [-0.2, 0.2],
    turn: 40, points: 22, bolts: 1,
  },
  pocket: {
    halfWidth: [0.27, 0.36], halfHeight: [0.24, 0.32], square: [2, 2.6], wobble: 0.08, bend: [0, 0.1],
    turn: 25, points: 22, bolts: 1,
  },
  tufa: {
    halfWidth: [0.13, 0.18], halfHeight: [0.66, 0.95], square: [2, 2.4], wobble: 0.13, bend: [-0.5, 0.5],
    turn: 22, points: 28, bolts: 2,
  },
  crimp: {
    halfWidth: [0.3, 0.46], halfHeight: [0.11, 0.16], square: [2.2, 3.2], wobble: 0.08, bend: [-0.3, 0.8],
    turn: 26, points: 20, bolts: 1,
  },
  edge: {
    halfWidth: [0.19, 0.27], halfHeight: [0.09, 0.13], square: [2.3, 4], wobble: 0.07, bend: [-0.2, 0.4],
    turn: 45, points: 16, bolts: 2,
  },
  rail: {
    halfWidth: [0.42, 0.72], halfHeight: [0.12, 0.15], square: [9, 12], wobble: 0, bend: [0, 0],
    turn: 24, points: 20, bolts: 2,
  },
  foot: {
    halfWidth: [0.13, 0.2], halfHeight: [0.11, 0.16], square: [1.9, 2.6], wobble: 0.09, bend: [-0.1, 0.4],
    turn: 60, points: 14, bolts: 1,
  },
  chip: {
    halfWidth: [0.1, 0.14], halfHeight: [0.07, 0.1], square: [2, 3], wobble: 0.1, bend: [0, 0.3],
    turn: 80, points: 12, bolts: 1,
  },
}

/** A hold about its own origin, in pitches, already turned. */
export interface Shape {
  points: Point[]
  /** Corners of a volume, between which its sides are straight; empty for every moulded hold. */
  corners: Point[]
  bolts: Point[]
  /** Radians clockwise. */
  angle: number
  halfWidth: number
  halfHeight: number
}

export function drawShape(kind: HoldKind, random: Random): Shape {
  return kind === 'volume' ? volume(random) : moulded(FORMS[kind], random)
}

function moulded(form: Form, random: Random): Shape {
  const halfWidth = random.between(...form.halfWidth)
  const halfHeight = random.between(...form.halfHeight)
  const exponent = 2 / random.between(...form.square)
  const bend = random.between(...form.bend) * halfHeight
  const angle = ((random.next() + random.next() - 1) * form.turn * Math.PI) / 180
  const waves = [2, 3, 4, 5].map((count) => ({
    count,
    size: (random.between(-1, 1) * form.wobble * 1.6) / count ** 0.7,
    from: random.between(0, 6.28),
  }))
  const points = Array.from({ length: form.points }, (_, i) => {
    const t = ((i + 0.5) / form.points) * 2 * Math.PI
    const swell = waves.reduce((sum, wave) => sum + wave.size * Math.sin(wave.count * t + wave.from), 1)
    const along = power(Math.cos(t), exponent) * swell
    const across = power(Math.sin(t), exponent) * swell
    return { x: along * halfWidth, y: across * halfHeight + bend * (along * along - 0.4) }
  })
  const reach = form.bolts === 2 ? halfWidth * (halfWidth > halfHeight ? 0.62 : 0) : 0
  const rise = form.bolts === 2 && reach === 0 ? halfHeight * 0.6 : 0
  const bolts =
    form.bolts === 2
      ? [
          { x: -reach, y: -rise },
          { x: reach, y: rise },
        ].map((p) => ({ x: p.x, y: p.y + bend * ((p.x / halfWidth) ** 2 - 0.4) }))
      : [{ x: 0, y: -bend * 0.4 }]
  return { points: points.map(turned(angle)), corners: [], bolts: bolts.map(turned(angle)), angle, halfWidth, halfHeight }
}

/** A plywood body: three to six corners about a circle, its sides cut into enough points for a polygon. */
function volume(random: Random): Shape {
  const count = 3 + random.below(4)
  const radius = random.between(0.95, 1.45)
  const squeeze = random.between(0.7, 1)
  const start = random.between(0, 2 * Math.PI)
  const angle = random.between(-0.5, 0.5)
  const corners = Array.from({ length: count }, (_, i) => {
    const t = start + ((i + random.between(-0.16, 0.16)) / count) * 2 * Math.PI
    const length = radius * random.between(0.88, 1.08)
    return turned(angle)({ x: Math.cos(t) * length, y: Math.sin(t) * length * squeeze })
  })
  const cuts = Math.ceil(12 / count)
  const points = corners.flatMap((from, i) => {
    const to = corners[(i + 1) % count] ?? from
    return Array.from({ length: cuts }, (_, k) => ({ x: from.x + ((to.x - from.x) * k) / cuts, y: from.y + ((to.y - from.y) * k) / cuts }))
  })
  const bolts = corners.map(({ x, y }) => ({ x: x * 0.78, y: y * 0.78 }))
  return { points, corners, bolts, angle, halfWidth: radius, halfHeight: radius * squeeze }
}

function power(value: number, exponent: number): number {
  return Math.sign(value) * Math.abs(value) ** exponent
}

function turned(angle: number): (p: Point) => Point {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return ({ x, y }) => ({ x: x * cos - y * sin, y: x * sin + y * cos })
}
