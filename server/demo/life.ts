import type { Condition, GripType } from '../../shared/model/annotationParts'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import type { LifeMark, LifeTask, LifeVote, WallLife } from '../sources/wallImport'
import { demoSetters } from './climbs'
import type { DemoHold } from './layout'
import { CARE_NOTES, HOLD_NOTES, MARK_TEXTS } from './names'
import { createRandom, type Random } from './random'
import type { HoldKind } from './shapes'
import type { WallPlan } from './wallPlan'

const DAY_MS = 24 * 3600 * 1000
/** Votes on the condition count for 60 days: those of the demo are younger, so that they count for a while. */
const OLDEST_VOTE_DAYS = 25
/** The share of holds on which people agree, and the share on which anybody voted. */
const [AGREED, SPOKEN] = [0.68, 0.8]

const GRIPS: Record<HoldKind, readonly [GripType, GripType]> = {
  volume: ['prise_volume', 'plat'],
  sloper: ['plat', 'bac'],
  jug: ['bac', 'inverse'],
  ring: ['bac', 'inverse'],
  tufa: ['colonnette', 'pince'],
  pinch: ['pince', 'plat'],
  rail: ['reglette', 'bac'],
  pocket: ['bi_doigt', 'tri_doigt'],
  crimp: ['reglette', 'micro'],
  edge: ['reglette', 'plat'],
  foot: ['micro', 'reglette'],
  chip: ['micro', 'reglette'],
}
const HARD: ReadonlySet<HoldKind> = new Set(['sloper', 'crimp', 'pocket', 'foot', 'chip'])
const BAD: readonly Exclude<Condition, 'ok'>[] = [
  'a_brosser',
  'sale',
  'a_brosser',
  'tournee',
  'a_brosser',
  'usee',
  'sale',
  'cassee',
  'a_brosser',
  'tournee',
  'sale',
  'usee',
]

/**
 * [DEMO-5] Invents the activity on the wall: votes, most of which agree, notes, drawings, and work asked for and done.
 * The result is the same for the same `now`.
 */
export function demoLife(plan: WallPlan, holds: readonly DemoHold[], now: Instant): WallLife {
  const random = createRandom(`mastoc demo ${plan.size} life`)
  const people = demoSetters().map(({ key }) => key)
  const climbed = holds.filter(({ isKick }) => !isKick)
  const [bad, good] = [climbed.filter((_, i) => i % 29 === 7).slice(0, BAD.length), climbed.filter((_, i) => i % 29 !== 7)]
  const before = (days: number): Instant => instantOf(msOf(now) - Math.floor(days * DAY_MS))
  const votes = [
    ...good.flatMap(hold => votesOn(hold, 'ok', people, { random, before })),
    ...bad.flatMap((hold, i) => votesOn(hold, BAD[i] ?? 'a_brosser', people, { random, before })),
  ]
  return { votes, tasks: tasksOn(bad, good, people, before), notes: notesOn(good), marks: marksOn(plan, people) }
}

interface Dice {
  random: Random
  before: (days: number) => Instant
}

function votesOn(hold: DemoHold, condition: Condition, people: readonly string[], { random, before }: Dice): LifeVote[] {
  const chance = condition === 'ok' ? random.next() : 0
  if (chance > SPOKEN) return []
  const [usual, other] = GRIPS[hold.kind]
  const count = chance > AGREED ? 1 + random.below(2) : 3 + random.below(3)
  const hard = HARD.has(hold.kind) ? 'dure' : 'normale'
  return random
    .shuffled(people)
    .slice(0, count)
    .map((setter_key, place) => ({
      setter_key,
      hold_id: hold.id,
      at: before(random.between(0.2, OLDEST_VOTE_DAYS)),
      grip_type: place > 1 && random.chance(0.22) ? other : usual,
      condition: condition === 'ok' && random.chance(0.35) ? null : condition,
      difficulty: random.chance(0.15)
        ? null
        : place > 1 && random.chance(0.25)
          ? 'normale'
          : hold.kind === 'jug' || hold.kind === 'ring'
            ? 'facile'
            : hard,
    }))
}

const WORK = { a_brosser: 'brush', sale: 'brush', tournee: 'tighten', usee: 'replace', cassee: 'replace' } as const

/** Work is asked for on two in three holds that need it; on others some was done lately. */
function tasksOn(bad: readonly DemoHold[], good: readonly DemoHold[], people: readonly string[], before: Dice['before']): LifeTask[] {
  const asked = bad.flatMap((hold, i): LifeTask[] => {
    const kind = WORK[BAD[i] ?? 'a_brosser']
    return i % 3 === 2
      ? []
      : [
          {
            hold_id: hold.id,
            kind,
            note: i % 2 === 0 ? CARE_NOTES[kind] : null,
            asked_by: people[i % 7] ?? '',
            asked_at: before(1 + i / 2),
            done_by: null,
            done_at: null,
          },
        ]
  })
  const done = good
    .filter((_, i) => i % 67 === 11)
    .map((hold, i): LifeTask => ({
      hold_id: hold.id,
      kind: i % 2 === 0 ? 'brush' : 'tighten',
      note: null,
      asked_by: people[i] ?? '',
      asked_at: before(40 + i),
      done_by: people[i + 1] ?? '',
      done_at: before(30 + i),
    }))
  return [...asked, ...done]
}

function notesOn(good: readonly DemoHold[]): WallLife['notes'] {
  return HOLD_NOTES.flatMap((text, i) => {
    const hold = good[17 + i * 31] ?? good[i]
    return hold ? [{ hold_id: hold.id, text }] : []
  })
}

/** Draws a circle about a corner of the wall, an arrow and a pin. */
function marksOn({ width, kickTop, pitch }: WallPlan, people: readonly string[]): LifeMark[] {
  const round = (x: number, y: number): [number, number] => [Math.round(x), Math.round(y)]
  const ring = Array.from({ length: 24 }, (_, i) =>
    round(width * 0.8 + Math.cos((i / 12) * Math.PI) * pitch * 2.4, kickTop * 0.2 + Math.sin((i / 12) * Math.PI) * pitch * 2),
  )
  return [
    { id: 'demo-zone', kind: 'zone', points: ring, colour: '#2563eb', text: MARK_TEXTS.zone, by: people[0] ?? '' },
    {
      id: 'demo-arrow',
      kind: 'arrow',
      points: [round(width * 0.22, kickTop * 0.78), round(width * 0.34, kickTop * 0.62)],
      colour: '#16a34a',
      text: MARK_TEXTS.arrow,
      by: people[1] ?? '',
    },
    {
      id: 'demo-pin',
      kind: 'pin',
      points: [round(width * 0.5, kickTop * 0.93)],
      colour: '#ff5a3c',
      text: MARK_TEXTS.pin,
      by: people[4] ?? '',
    },
  ]
}
