import { FEELS, type GradeOpinion } from '../model/gradeOpinion'
import { FONT_GRADES, ircraOf } from './grades'

/** The setter's grade counts as so many opinions, until those of the senders outweigh it. */
export const SETTER_WEIGHT = 3
/** A mean that is so far from the setter's grade, in hundredths of IRCRA, tells of a soft or stiff climb. */
const FAR = 75

/** A grade in hundredths of IRCRA, so that sums are whole numbers. Null for the ungraded. */
export const hundredthsOf = (ircra: number | null): number | null => (ircra === null || ircra <= 0 ? null : Math.round(ircra * 100))

/** The row of the scale that is nearest to `sum / weight` hundredths; of two that are equally near, the easier. */
function nearestRow(sum: number, weight: number): { font: string; ircra: number } {
  const distance = (ircra: number) => Math.abs(Math.round(ircra * 100) * weight - sum)
  return FONT_GRADES.reduce((best, row) => (distance(row.ircra) < distance(best.ircra) ? row : best))
}

function feelOf(difference: number, weight: number): GradeOpinion['feel'] {
  const [soft, stiff] = FEELS
  if (difference < -FAR * weight) return soft
  return difference > FAR * weight ? stiff : null
}

/**
 * [OPINION-1] The grade of a climb from the setter's grade (IRCRA, null for an ungraded climb) and how many senders gave
 * each Font grade. Null if no sender gave one.
 */
export function gradeOpinion(setter: number | null, byGrade: Readonly<Record<string, number>>): Omit<GradeOpinion, 'climb_id'> | null {
  const given = Object.entries(byGrade).flatMap(([font, count]) => {
    const hundredths = hundredthsOf(ircraOf(font))
    return hundredths === null || count <= 0 ? [] : [{ font, count, hundredths }]
  })
  const opinions = given.reduce((all, { count }) => all + count, 0)
  if (opinions === 0) return null
  const own = hundredthsOf(setter)
  const ownWeight = own === null ? 0 : SETTER_WEIGHT
  const weight = ownWeight + opinions
  const sum = given.reduce((all, { count, hundredths }) => all + count * hundredths, ownWeight * (own ?? 0))
  const { font, ircra } = nearestRow(sum, weight)
  return {
    grade_font: font,
    grade_ircra: ircra,
    opinions,
    by_grade: Object.fromEntries(given.map(grade => [grade.font, grade.count] as const)),
    feel: own === null ? null : feelOf(sum - own * weight, weight),
  }
}
