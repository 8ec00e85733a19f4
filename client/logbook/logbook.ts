import type { Ascent } from '../../shared/model/ascent'
import type { ClimbRow } from '../../shared/model/climb'
import { msOf } from '../../shared/model/instant'
import { FONT_GRADES, ircraOf, isUngraded } from '../../shared/rules/grades'
import { dayOf } from '../ui/dayOf'

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

/** The hardest send of each month, by the month. */
type Hardest = Map<string, Logbook['hardest'][number]>

/** Sends by their place on the grade scale. */
interface Counts { flash: number[]; other: number[]; ungraded: number; hardest: Hardest }

function count(counts: Counts, ascent: Ascent, day: string, climb: ClimbRow | undefined): void {
  const grade = gradeOf(ascent, climb)
  const at = grade === null ? -1 : rowOf(grade)
  const row = FONT_GRADES[at]
  if (!row) return void (counts.ungraded += 1)
  const kind = ascent.is_flash ? counts.flash : counts.other
  kind[at] = (kind[at] ?? 0) + 1
  const month = day.slice(0, 7)
  if ((counts.hardest.get(month)?.ircra ?? 0) >= row.ircra) return
  counts.hardest.set(month, { month, font: row.font, ircra: row.ircra, name: climb?.name ?? '', climbId: ascent.climb_id })
}

/** [LOGBOOK-5] What a person's sends come to. */
export function logbookOf({ ascents, climb, gripsOf }: LogbookFacts): Logbook {
  const counts: Counts = { flash: FONT_GRADES.map(() => 0), other: FONT_GRADES.map(() => 0), ungraded: 0, hardest: new Map() }
  const days = new Map<string, number>()
  const sent = new Set(ascents.map(({ climb_id }) => climb_id))
  for (const ascent of ascents) {
    const day = dayOf(msOf(ascent.sent_at))
    days.set(day, (days.get(day) ?? 0) + 1)
    count(counts, ascent, day, climb(ascent.climb_id))
  }
  return {
    grades: between(counts.flash, counts.other),
    ungraded: counts.ungraded,
    sends: ascents.length,
    climbs: sent.size,
    flashed: new Set(ascents.filter(({ is_flash }) => is_flash).map(({ climb_id }) => climb_id)).size,
    hardest: [...counts.hardest.values()].sort((a, b) => (a.month < b.month ? 1 : -1)),
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
