import { type Instant, instant, instantOf, msOf } from '../../shared/model/instant'
import { FONT_GRADES, UNGRADED } from '../../shared/rules/grades'
import type { ImportClimb, ImportSetter } from '../sources/wallImport'
import type { DemoHold } from './layout'
import { addFeet, drawLine, lineHolds, type Line } from './lines'
import { CLIMB_NAMES, DESCRIPTIONS, SETTER_NAMES } from './names'
import { createRandom, type Random } from './random'
import type { WallPlan } from './wallPlan'

export const FEET_RULES = ['Tous pieds', 'Pieds des mains', 'Petits pieds', 'Pieds définis', 'No foot'] as const
const CLIMBS = { full: 150, small: 12 } as const
/** The number of climbs of a hundred with each Font grade, the easiest first. */
const GRADE_SHARES = [3, 4, 6, 8, 10, 11, 12, 11, 9, 8, 6, 4, 3, 2, 1.4, 0.9, 0.7]
const UNGRADED_SHARE = 0.02
const TWO_YEARS_MS = 730 * 24 * 3600 * 1000

interface Draft {
  line: Line
  feetRule: string
}

interface Grade {
  font: string
  ircra: number
  hueco: string | null
  /** 0 for the easiest, 1 for the hardest. */
  rank: number
}

export function demoSetters(): ImportSetter[] {
  return SETTER_NAMES.map((full_name, i) => ({ key: `demo-setter-${padded(i + 1, 2)}`, stokt_id: null, full_name }))
}

/** Chooses the lines first; then the hardest lines get the hardest grades. */
export function demoClimbs(plan: WallPlan, holds: readonly DemoHold[], now: Instant): ImportClimb[] {
  const random = createRandom(`mastoc demo ${plan.size} climbs`)
  const drafts = drawDrafts(plan, holds, CLIMBS[plan.size], random)
  const grades = gradesFor(drafts, random)
  const setters = demoSetters()
  return drafts.map((draft, i) => {
    const grade = grades[i] ?? ungraded()
    const age = random.between(0.004, 1) * TWO_YEARS_MS
    const fame = random.next() ** 2.6 * (1.15 - grade.rank)
    const climbedBy = Math.floor(fame * 80 * Math.min(1, age / TWO_YEARS_MS + 0.35))
    const setter = setters[Math.floor(random.next() ** 1.7 * setters.length)]
    return {
      key: `demo-climb-${padded(i + 1, 3)}`, stokt_id: null, setter_key: setter?.key ?? 'demo-setter-01',
      name: CLIMB_NAMES[i] ?? `Bloc ${i + 1}`, holds: lineHolds(draft.line), mirror_holds_list: '', feet_rule: draft.feetRule,
      grade_font: grade.font, grade_ircra: grade.ircra, grade_hueco: grade.hueco, grade_dankyu: null,
      description: random.chance(0.2) ? random.pick(DESCRIPTIONS) : null,
      is_private: false, is_benchmark: grade.font !== UNGRADED && climbedBy > 8 && random.chance(0.4),
      climbed_by: grade.font === UNGRADED ? 0 : climbedBy, total_likes: Math.floor(climbedBy * random.between(0.1, 0.6)), total_comments: 0,
      circuit: '', tags: tagsOf(draft.line, grade), angle: '', created_at: momentBefore(now, age, random),
    }
  })
}

function drawDrafts(plan: WallPlan, holds: readonly DemoHold[], count: number, random: Random): Draft[] {
  const drafts: Draft[] = []
  const seen = new Set<string>()
  for (let tries = 0; drafts.length < count && tries < count * 20; tries++) {
    const target = Math.min(1, Math.max(0, (random.next() + random.next() + random.next()) / 3 * 1.5 - 0.25))
    const line = drawLine(plan, holds, target, random)
    const wanted = line?.starts.concat(line.tops).map(({ id }) => id).join(' ')
    if (!line || !wanted || seen.has(wanted)) continue
    seen.add(wanted)
    const feetRule = feetRuleFor(target, random)
    drafts.push({ feetRule, line: feetRule === 'Pieds définis' ? addFeet(line, plan, holds, random) : harder(line, feetRule) })
  }
  return drafts
}

function feetRuleFor(target: number, random: Random): string {
  const dice = random.next()
  if (dice < 0.16) return 'Pieds définis'
  if (dice < 0.2) return 'No foot'
  if (dice < 0.22 + 0.3 * target) return 'Pieds des mains'
  if (dice < 0.3 + 0.45 * target) return 'Petits pieds'
  return 'Tous pieds'
}

function harder(line: Line, feetRule: string): Line {
  const extra: Record<string, number> = { 'No foot': 0.3, 'Pieds des mains': 0.06, 'Petits pieds': 0.08 }
  return { ...line, difficulty: line.difficulty + (extra[feetRule] ?? 0) }
}

/** One grade for each draft, in the drafts' order. */
function gradesFor(drafts: readonly Draft[], random: Random): Grade[] {
  const total = GRADE_SHARES.reduce((sum, share) => sum + share, 0)
  const order = drafts.map((_, i) => i).sort((a, b) => (drafts[a]?.line.difficulty ?? 0) - (drafts[b]?.line.difficulty ?? 0))
  const grades: Grade[] = []
  order.forEach((draft, place) => {
    let left = ((place + 0.5) / order.length) * total
    let index = 0
    while (index < GRADE_SHARES.length - 1 && left > (GRADE_SHARES[index] ?? 0)) left -= GRADE_SHARES[index++] ?? 0
    grades[draft] = random.chance(UNGRADED_SHARE) ? ungraded() : gradeAt(index, random)
  })
  return grades
}

/** Crowds do not always agree: some grades lie a little above their row, never in the next. */
function gradeAt(index: number, random: Random): Grade {
  const row = FONT_GRADES[index]
  const next = FONT_GRADES[index + 1]
  if (!row || !next) return ungraded()
  const above = random.chance(0.12) ? Math.round((next.ircra - row.ircra) * random.between(0.1, 0.8) * 100) / 100 : 0
  return { font: row.font, ircra: row.ircra + above, hueco: row.v, rank: index / (GRADE_SHARES.length - 1) }
}

function ungraded(): Grade {
  return { font: UNGRADED, ircra: 0, hueco: null, rank: 1 }
}

function tagsOf(line: Line, grade: Grade): string[] {
  const hand = [...line.starts, ...line.others, ...line.tops]
  const share = (...kinds: DemoHold['kind'][]): number => hand.filter(({ kind }) => kinds.includes(kind)).length / hand.length
  const tags: [string, boolean][] = [
    ['échauffement', grade.rank < 0.2], ['réglettes', share('crimp', 'edge') > 0.5], ['plats', share('sloper', 'volume') > 0.4],
    ['pinces', share('pinch', 'tufa') > 0.4], ['endurance', hand.length > 11], ['projet', grade.font === UNGRADED],
  ]
  return tags.filter(([, holds]) => holds).map(([tag]) => tag)
}

/** A time in the evening, when the gym is open, with microseconds as real times have. */
function momentBefore(now: Instant, age: number, random: Random): Instant {
  const day = 24 * 3600 * 1000
  const evening = Math.floor((msOf(now) - age) / day) * day + Math.floor(random.between(16.5, 21) * 3600 * 1000)
  const ms = evening < msOf(now) ? evening : evening - day
  return instant(instantOf(ms).replace('000Z', `${padded(random.below(1000), 3)}Z`))
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
