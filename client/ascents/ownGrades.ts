import type { Ascent } from '../../shared/model/ascent'
import type { ClimbRow } from '../../shared/model/climb'
import { ircraOf } from '../../shared/rules/grades'

/** The grade that I gave each climb last. The sends are given with the last first. */
export function ownGradesOf(ascents: readonly Ascent[]): ReadonlyMap<string, string> {
  const grades = new Map<string, string>()
  for (const { climb_id, grade_font } of ascents) if (grade_font !== null && !grades.has(climb_id)) grades.set(climb_id, grade_font)
  return grades
}

const regraded = new WeakMap<ClimbRow, ClimbRow>()

/** [LOGBOOK-4] The climbs with my grade in the place of the one that is shown. */
export function withOwnGrades(climbs: readonly ClimbRow[], grades: ReadonlyMap<string, string>): readonly ClimbRow[] {
  if (grades.size === 0) return climbs
  return climbs.map((climb) => {
    const font = grades.get(climb.id)
    if (font === undefined || font === climb.shown_grade_font) return climb
    const known = regraded.get(climb)
    if (known?.shown_grade_font === font) return known
    const mine = { ...climb, shown_grade_font: font, shown_grade_ircra: ircraOf(font) }
    regraded.set(climb, mine)
    return mine
  })
}
