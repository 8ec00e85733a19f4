import type { ClimbHold } from '../../shared/model/climbHold'
import type { DemoHold } from './layout'
import type { Random } from './random'
import type { HoldKind } from './shapes'
import type { WallPlan } from './wallPlan'

/** The quality of the grip: 1 is a bucket, 0 a wrinkle. */
const GOODNESS: Record<HoldKind, number> = {
  jug: 1,
  ring: 0.95,
  volume: 0.7,
  rail: 0.62,
  tufa: 0.55,
  pinch: 0.5,
  sloper: 0.45,
  pocket: 0.42,
  crimp: 0.28,
  edge: 0.08,
  foot: 0,
  chip: 0,
}

export interface Line {
  starts: DemoHold[]
  others: DemoHold[]
  feet: DemoHold[]
  tops: DemoHold[]
  /** Higher is harder; it only serves to compare lines with each other. */
  difficulty: number
}

interface Walk {
  plan: WallPlan
  random: Random
  hands: readonly DemoHold[]
  /** 0 for the easiest, 1 for the hardest. */
  target: number
  /** The columns, in pixels, between which the line leads. */
  fromX: number
  toX: number
  used: Set<DemoHold>
}

export function lineHolds(line: Line): ClimbHold[] {
  const as = (holds: DemoHold[], role: ClimbHold['role']): ClimbHold[] => holds.map(({ id }) => ({ hold_id: id, role }))
  return [...as(line.starts, 'S'), ...as(line.others, 'O'), ...as(line.feet, 'F'), ...as(line.tops, 'T')]
}

/** A line from low to high; null if it leads into a blank part of the wall. */
export function drawLine(plan: WallPlan, holds: readonly DemoHold[], target: number, random: Random): Line | null {
  const left = plan.originX + plan.pitch
  const right = plan.originX + (plan.columns - 2) * plan.pitch
  const fromX = random.between(left, right)
  const drift = random.between(-0.34, 0.34) * (right - left)
  const toX = Math.min(right, Math.max(left, fromX + drift))
  const hands = holds.filter((hold) => GOODNESS[hold.kind] > 0)
  const walk: Walk = { plan, random, hands, target, fromX, toX, used: new Set() }
  const starts = chooseStarts(walk)
  const climbed = climb(walk, starts)
  if (!climbed) return null
  const tops = chooseTops(walk, climbed)
  const others = climbed.filter((hold) => !tops.includes(hold))
  const hand = [...starts, ...others, ...tops]
  return { starts, others, feet: [], tops, difficulty: difficultyOf(plan, hand) }
}

function chooseStarts(walk: Walk): DemoHold[] {
  const { plan, random } = walk
  const row = plan.rows * random.between(0.62, 0.8)
  const y = plan.originY + row * plan.pitch
  const first = best(walk, (hold) => -apart(plan, hold.at, { x: walk.fromX, y }) * 0.8)
  if (!first) return []
  if (!random.chance(0.66)) return [first]
  const second = best(walk, (hold) => {
    const gap = apart(plan, hold.at, first.at)
    const rise = Math.abs(hold.at.y - first.at.y) / plan.pitch
    return gap > 2.4 || rise > 0.9 ? null : -Math.abs(gap - 1.3) - rise
  })
  return second ? [first, second] : [first]
}

/** Adds hand holds one by one up to the top zone. */
function climb(walk: Walk, starts: readonly DemoHold[]): DemoHold[] | null {
  const { plan, random } = walk
  const topZone = plan.originY + plan.pitch * Math.min(2.1, plan.rows * 0.12)
  const climbed: DemoHold[] = []
  let hand = random.chance(0.5) ? 1 : -1
  let at = starts.reduce<DemoHold | null>((high, hold) => (!high || hold.at.y < high.at.y ? hold : high), null)
  while (at && at.at.y > topZone) {
    if (climbed.length > 16) return null
    const from = at
    const side = hand
    at = best(walk, (hold) => scoreReach(walk, from, hold, side))
    if (at) climbed.push(at)
    hand = -hand
  }
  return at && climbed.length >= 3 ? climbed : null
}

/** The best reachable hold is near the wanted reach, upwards, and on the side of the free hand. */
function scoreReach(walk: Walk, from: DemoHold, hold: DemoHold, side: number): number | null {
  const { plan, target } = walk
  const up = (from.at.y - hold.at.y) / plan.pitch
  const reach = apart(plan, from.at, hold.at)
  const wanted = 1.55 + 1.5 * target
  if (up < 0.15 || reach < 0.85 || reach > wanted * 1.5 || up / reach < 0.3) return null
  const bottom = plan.originY + plan.rows * plan.pitch
  const progress = (bottom - hold.at.y) / (bottom - plan.originY)
  const lineX = walk.fromX + (walk.toX - walk.fromX) * progress + side * 0.55 * plan.pitch
  return -Math.abs(reach - wanted) - 0.35 * Math.abs(hold.at.x - lineX) / plan.pitch
}

function chooseTops(walk: Walk, climbed: readonly DemoHold[]): DemoHold[] {
  const last = climbed.at(-1)
  if (!last) return []
  if (!walk.random.chance(0.16)) return [last]
  const second = best(walk, (hold) => {
    const gap = apart(walk.plan, hold.at, last.at)
    return gap > 1.9 || Math.abs(hold.at.y - last.at.y) > walk.plan.pitch ? null : -gap
  })
  return second ? [last, second] : [last]
}

/** The unused hold with the highest score that also suits the difficulty; it counts as used from then on. */
function best(walk: Walk, score: (hold: DemoHold) => number | null): DemoHold | null {
  let chosen: DemoHold | null = null
  let highest = -Infinity
  for (const hold of walk.hands) {
    if (walk.used.has(hold)) continue
    const place = score(hold)
    if (place === null) continue
    const suits = -1.7 * Math.abs(GOODNESS[hold.kind] - (1 - 0.92 * walk.target))
    const total = place + suits + walk.random.between(0, 0.45)
    if (total > highest) [chosen, highest] = [hold, total]
  }
  if (chosen) walk.used.add(chosen)
  return chosen
}

/** Adds holds for feet: some under the start, some along the way, small ones first. */
export function addFeet(line: Line, plan: WallPlan, holds: readonly DemoHold[], random: Random): Line {
  const hand = [...line.starts, ...line.others, ...line.tops]
  const free = new Set(holds.filter((hold) => !hand.includes(hold) && hold.kind !== 'volume' && hold.kind !== 'tufa'))
  const wishes = [...line.starts.slice(0, 1), ...hand.slice(1, 5)]
  const feet = wishes.flatMap((above) => {
    const x = above.at.x + random.between(-1.1, 1.1) * plan.pitch
    const y = above.at.y + Math.min(4.2, plan.rows * 0.24) * plan.pitch
    const ranked = [...free]
      .map((hold) => ({ hold, cost: apart(plan, hold.at, { x, y }) + GOODNESS[hold.kind] * 1.5 }))
      .sort((a, b) => a.cost - b.cost)
    const foot = ranked[0]?.hold
    if (!foot) return []
    free.delete(foot)
    return [foot]
  })
  return { ...line, feet, difficulty: line.difficulty + 0.05 }
}

function difficultyOf(plan: WallPlan, hand: readonly DemoHold[]): number {
  const moves = hand.slice(1).map((hold, i) => apart(plan, hold.at, (hand[i] ?? hold).at))
  const longest = Math.max(...moves)
  const average = moves.reduce((sum, reach) => sum + reach, 0) / moves.length
  const badness = hand.map((hold) => 1 - GOODNESS[hold.kind]).sort((a, b) => b - a)
  const worst = badness.slice(0, 3).reduce((sum, bad) => sum + bad, 0) / 3
  const mean = badness.reduce((sum, bad) => sum + bad, 0) / badness.length
  return mean * 0.6 + worst * 0.25 + average * 0.16 + longest * 0.06
}

function apart(plan: WallPlan, a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y) / plan.pitch
}
