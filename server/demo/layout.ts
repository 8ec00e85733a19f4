import { FIRST_OWN_HOLD_ID } from '../../shared/model/holdNumbers'
import { distanceToOutline, polygonBox, polygonCentroid, polygonContains, type Point } from '../../shared/rules/polygon'
import { SETS_OF_KIND, type HoldSet } from './palette'
import { createRandom, type Random } from './random'
import { drawShape, HOLD_KINDS, type HoldKind, type Shape } from './shapes'
import type { WallPlan } from './wallPlan'

/** A hold on the demo wall; all in pixels of the photo. */
export interface DemoHold {
  id: number
  kind: HoldKind
  set: HoldSet
  at: Point
  shape: Shape
  points: Point[]
  centroid: Point
  radius: number
  /** True for holds on the kickboard, which are for feet only. */
  isKick: boolean
}

const LEAST_GAP = 0.09
const PLACES_TRIED = 26

/** The large things come first, so that the small ones fill the rest. */
export function layOutHolds(plan: WallPlan): DemoHold[] {
  const random = createRandom(`mastoc demo ${plan.size} holds`)
  const placed: DemoHold[] = []
  for (const kind of HOLD_KINDS) {
    for (let n = 0; n < plan.counts[kind]; n++) {
      const hold = placeHold(plan, kind, placed, random)
      if (hold) placed.push(hold)
    }
  }
  placed.push(...kickboardFeet(plan, random))
  return placed.sort((a, b) => a.at.y - b.at.y || a.at.x - b.at.x).map((hold, i) => ({ ...hold, id: FIRST_OWN_HOLD_ID + i }))
}

/** Chooses the free place that is farthest from its own kind and colour. */
function placeHold(plan: WallPlan, kind: HoldKind, placed: readonly DemoHold[], random: Random): DemoHold | null {
  const set = random.pick(SETS_OF_KIND[kind])
  const shape = drawShape(kind, random)
  let best: { hold: DemoHold; score: number } | null = null
  for (let i = 0; i < PLACES_TRIED; i++) {
    const hold = holdAt(plan, kind, set, shape, randomNut(plan, random, kind))
    if (!isFree(plan, hold, placed)) continue
    const score = loneliness(hold, placed, plan.pitch)
    if (!best || score > best.score) best = { hold, score }
  }
  return best?.hold ?? null
}

function holdAt(plan: WallPlan, kind: HoldKind, set: HoldSet, shape: Shape, at: Point): DemoHold {
  const round = (value: number): number => Math.round(value * 100) / 100
  const points = shape.points.map(({ x, y }) => ({ x: round(at.x + x * plan.pitch), y: round(at.y + y * plan.pitch) }))
  const radius = Math.max(...points.map((p) => Math.hypot(p.x - at.x, p.y - at.y)))
  return { id: 0, kind, set, at, shape, points, centroid: polygonCentroid(points), radius, isKick: false }
}

/** Bolted holds sit on a T-nut of the main or the staggered grid; screwed ones sit anywhere. */
function randomNut(plan: WallPlan, random: Random, kind: HoldKind): Point {
  const staggered = random.chance(0.45)
  const column = random.below(plan.columns - (staggered ? 1 : 0)) + (staggered ? 0.5 : 0)
  const row = random.below(plan.rows - (staggered ? 1 : 0)) + (staggered ? 0.5 : 0)
  const jitter = kind === 'edge' || kind === 'chip' || kind === 'foot' || kind === 'rail' ? 0.3 : 0.02
  return {
    x: plan.originX + (column + random.between(-jitter, jitter)) * plan.pitch,
    y: plan.originY + (row + random.between(-jitter, jitter)) * plan.pitch,
  }
}

function isFree(plan: WallPlan, hold: DemoHold, placed: readonly DemoHold[]): boolean {
  const box = polygonBox(hold.points)
  const margin = plan.pitch * 0.12
  if (box.left < plan.rulerWidth + margin || box.top < plan.rulerWidth + margin) return false
  if (box.right > plan.width - margin || box.bottom > plan.kickTop - margin) return false
  const gap = plan.pitch * LEAST_GAP
  return placed.every((other) => {
    const apart = Math.hypot(other.at.x - hold.at.x, other.at.y - hold.at.y)
    return apart > hold.radius + other.radius + gap || !(touches(hold, other, gap) || touches(other, hold, gap))
  })
}

/** True if a corner of one lies in the other or too close to it. */
function touches(one: DemoHold, other: DemoHold, gap: number): boolean {
  return one.points.some((p) => Math.hypot(p.x - other.at.x, p.y - other.at.y) < other.radius + gap
    && (polygonContains(other.points, p) || distanceToOutline(other.points, p) < gap))
}

/** The distance in pitches: similar holds should be far apart, and nothing should crowd. */
function loneliness(hold: DemoHold, placed: readonly DemoHold[], pitch: number): number {
  let nearest = 6
  for (const other of placed) {
    const apart = (Math.hypot(other.at.x - hold.at.x, other.at.y - hold.at.y) - hold.radius - other.radius) / pitch
    const alike = (other.set.name === hold.set.name ? 2.2 : 0) + (other.kind === hold.kind ? 1.6 : 0)
    nearest = Math.min(nearest, apart * 2 - alike)
  }
  return nearest
}

/** Makes one set of footholds in regular, staggered rows. */
function kickboardFeet(plan: WallPlan, random: Random): DemoHold[] {
  const set = SETS_OF_KIND.chip[0]
  const feet: DemoHold[] = []
  for (let row = 0; row < plan.kickRows; row++) {
    for (let column = 0; column < plan.kickColumns; column++) {
      const step = ((plan.columns - 1) * plan.pitch) / plan.kickColumns
      const x = plan.originX + (column + (row % 2 === 0 ? 0.25 : 0.75)) * step
      const y = plan.kickTop + (plan.height - plan.kickTop) * ((row + 0.85) / (plan.kickRows + 1.15))
      feet.push({ ...holdAt(plan, 'foot', set, drawShape('foot', random), { x, y }), isKick: true })
    }
  }
  return feet
}
