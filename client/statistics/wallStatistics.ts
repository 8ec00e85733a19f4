import type { ClimbRow } from '../../shared/model/climb'
import { FONT_GRADES, isUngraded } from '../../shared/rules/grades'
import { holdIdsOf } from '../climbs/climbHolds'

/** How many climbs of a wall fall on each grade, setter, month and hold. */
export interface WallStatistics {
  /** From the easiest grade that a climb has to the hardest, with those between that none has. */
  grades: { font: string; ircra: number; count: number }[]
  ungraded: number
  /** The setter of the most climbs comes first. */
  setters: { id: string; name: string; count: number }[]
  /** The months from the first climb to the last, the newest first; `month` is `YYYY-MM`. */
  months: { month: string; count: number }[]
  /** The climbs that nobody sent, the oldest first. */
  neverSent: ClimbRow[]
  /** The holds by the number of climbs through them, the most used first. */
  holds: { id: number; count: number }[]
  /** The numbers of holds on which no climb is set. */
  unused: number[]
}

function gradesOf(climbs: readonly ClimbRow[]): WallStatistics['grades'] {
  const counts = FONT_GRADES.map(() => 0)
  for (const { shown_grade_ircra: grade } of climbs) {
    if (grade === null || isUngraded(grade)) continue
    const row = Math.max(0, FONT_GRADES.findLastIndex(({ ircra }) => ircra <= grade))
    counts[row] = (counts[row] ?? 0) + 1
  }
  const first = counts.findIndex(count => count > 0)
  const last = counts.findLastIndex(count => count > 0)
  if (first < 0) return []
  return FONT_GRADES.slice(first, last + 1).map(({ font, ircra }, row) => ({ font, ircra, count: counts[first + row] ?? 0 }))
}

function settersOf(climbs: readonly ClimbRow[]): WallStatistics['setters'] {
  const setters = new Map<string, WallStatistics['setters'][number]>()
  for (const { setter_id, created_by_id, setter_name } of climbs) {
    const id = setter_id ?? created_by_id
    if (id === null) continue
    const setter = setters.get(id) ?? { id, name: setter_name ?? '', count: 0 }
    setter.count += 1
    setters.set(id, setter)
  }
  return [...setters.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name))
}

/** The month before, of a month as `YYYY-MM`. */
function before(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}

function monthsOf(climbs: readonly ClimbRow[]): WallStatistics['months'] {
  const counts = new Map<string, number>()
  for (const { created_at } of climbs) {
    const month = created_at.slice(0, 7)
    counts.set(month, (counts.get(month) ?? 0) + 1)
  }
  const [first, last] = [[...counts.keys()].sort()[0], [...counts.keys()].sort().at(-1)]
  if (first === undefined || last === undefined) return []
  const months: WallStatistics['months'] = []
  for (let month = last; month >= first; month = before(month)) months.push({ month, count: counts.get(month) ?? 0 })
  return months
}

/** `holdIds` are the holds that hang on the wall. */
export function wallStatistics(climbs: readonly ClimbRow[], holdIds: readonly number[]): WallStatistics {
  const uses = new Map(holdIds.map(id => [id, 0]))
  for (const climb of climbs) {
    for (const id of holdIdsOf(climb)) if (uses.has(id)) uses.set(id, (uses.get(id) ?? 0) + 1)
  }
  const holds = [...uses].map(([id, count]) => ({ id, count })).sort((a, b) => b.count - a.count || a.id - b.id)
  return {
    grades: gradesOf(climbs),
    ungraded: climbs.filter(({ shown_grade_ircra }) => isUngraded(shown_grade_ircra)).length,
    setters: settersOf(climbs),
    months: monthsOf(climbs),
    neverSent: climbs.filter(({ climbed_by }) => climbed_by === 0).sort((a, b) => (a.created_at < b.created_at ? -1 : 1)),
    holds: holds.filter(({ count }) => count > 0),
    unused: holds.filter(({ count }) => count === 0).map(({ id }) => id),
  }
}
