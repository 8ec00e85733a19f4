import type { Ascent } from '../../shared/model/ascent'
import type { ClimbRow } from '../../shared/model/climb'
import { msOf } from '../../shared/model/instant'
import { FONT_GRADES, ircraOf, isUngraded } from '../../shared/rules/grades'

/** The day of a moment where this device is: `2026-05-01`. */
export function dayOf(ms: number): string {
  const date = new Date(ms)
  return [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-')
}
const pad = (n: number): string => String(n).padStart(2, '0')

export interface GradeSends { font: string; ircra: number; flash: number; other: number }
export interface Logbook {
  /** From the easiest grade that was sent to the hardest, with those between. */
  grades: GradeSends[]
  /** Sends of climbs that have no grade. */
  ungraded: number
  sends: number
  /** Climbs that were sent, each counted once. */
  climbs: number
  /** Climbs that were flashed. */
  flashed: number
  /** The hardest send of each month, the newest month first; `month` is `YYYY-MM`. */
  hardest: { month: string; font: string; ircra: number; name: string; climbId: string }[]
  /** How many sends each day had; `YYYY-MM-DD`. */
  days: ReadonlyMap<string, number>
  /** How many climbs that were sent use each grip type, the most frequent first. */
  grips: { grip: string; count: number }[]
}

export interface LogbookFacts {
  ascents: readonly Ascent[]
  climb: (id: string) => ClimbRow | undefined
  /** The official grip types of a climb's holds. */
  gripsOf: (climb: ClimbRow) => ReadonlySet<string>
}

/** [LOGBOOK-4] The grade of a send: what its person gave, or else what the climb shows. Null where neither is known. */
export function gradeOf({ grade_font }: Ascent, climb: ClimbRow | undefined): number | null {
  const own = grade_font === null ? null : ircraOf(grade_font)
  const grade = own ?? climb?.shown_grade_ircra ?? null
  return isUngraded(grade) ? null : grade
}

const rowOf = (ircra: number): number => Math.max(0, FONT_GRADES.findLastIndex(row => row.ircra <= ircra))

/** [LOGBOOK-5] What a person's sends come to. */
export function logbookOf({ ascents, climb, gripsOf }: LogbookFacts): Logbook {
  const flash = FONT_GRADES.map(() => 0)
  const other = FONT_GRADES.map(() => 0)
  const days = new Map<string, number>()
  const hardest = new Map<string, Logbook['hardest'][number]>()
  const sent = new Set<string>()
  const flashed = new Set<string>()
  let ungraded = 0
  for (const ascent of ascents) {
    const day = dayOf(msOf(ascent.sent_at))
    days.set(day, (days.get(day) ?? 0) + 1)
    sent.add(ascent.climb_id)
    if (ascent.is_flash) flashed.add(ascent.climb_id)
    const row = climb(ascent.climb_id)
    const grade = gradeOf(ascent, row)
    if (grade === null) {
      ungraded += 1
      continue
    }
    const at = rowOf(grade)
    const counts = ascent.is_flash ? flash : other
    counts[at] = (counts[at] ?? 0) + 1
    const { font = '', ircra = 0 } = FONT_GRADES[at] ?? {}
    const month = day.slice(0, 7)
    const best = hardest.get(month)
    if (!best || ircra > best.ircra) hardest.set(month, { month, font, ircra, name: row?.name ?? '', climbId: ascent.climb_id })
  }
  return {
    grades: between(flash, other),
    ungraded,
    sends: ascents.length,
    climbs: sent.size,
    flashed: flashed.size,
    hardest: [...hardest.values()].sort((a, b) => (a.month < b.month ? 1 : -1)),
    days,
    grips: gripsBy([...sent].flatMap(id => climb(id) ?? []), gripsOf),
  }
}

function between(flash: readonly number[], other: readonly number[]): GradeSends[] {
  const all = FONT_GRADES.map(({ font, ircra }, at) => ({ font, ircra, flash: flash[at] ?? 0, other: other[at] ?? 0 }))
  const isSent = ({ flash: a, other: b }: GradeSends) => a + b > 0
  return all.slice(Math.max(0, all.findIndex(isSent)), all.findLastIndex(isSent) + 1)
}

function gripsBy(climbs: readonly ClimbRow[], gripsOf: LogbookFacts['gripsOf']): Logbook['grips'] {
  const counts = new Map<string, number>()
  for (const climb of climbs) for (const grip of gripsOf(climb)) counts.set(grip, (counts.get(grip) ?? 0) + 1)
  return [...counts].map(([grip, count]) => ({ grip, count })).sort((a, b) => b.count - a.count || (a.grip < b.grip ? -1 : 1))
}
