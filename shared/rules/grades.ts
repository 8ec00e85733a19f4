/** A row of the grade scale: what people see, what code compares, and the V-scale and dankyu beside it. */
export interface FontGrade {
  readonly font: string
  readonly ircra: number
  readonly v: string
  readonly dankyu: string
}

const row = (font: string, ircra: number, v: string, dankyu: string): FontGrade => ({ font, ircra, v, dankyu })

/**
 * Easiest first. Up to 8A the numbers and the V-scale are those of Stokt's data; above, the scale continues by one. A
 * dankyu is what Stokt's data gives most climbs of the row; from 1D on each row is half a dan.
 */
export const FONT_GRADES: readonly FontGrade[] = [
  row('4', 12, 'V0', '6Q'), row('4+', 13.25, 'V0', '6Q'), row('5', 14.25, 'V0', '5Q'), row('5+', 15, 'V1', '5Q'),
  row('6A', 15.5, 'V2', '4Q'), row('6A+', 16.5, 'V3', '4Q'), row('6B', 17.5, 'V3', '3Q'), row('6B+', 18, 'V4', '3Q'),
  row('6C', 18.5, 'V4', '2Q'), row('6C+', 19.5, 'V5', '2Q'), row('7A', 20.5, 'V6', '1Q'), row('7A+', 21.5, 'V7', '1D'),
  row('7B', 22.5, 'V8', '1D+'), row('7B+', 23.5, 'V9', '2D'), row('7C', 24.5, 'V9', '2D+'), row('7C+', 25.5, 'V10', '3D'),
  row('8A', 26.5, 'V11', '3D+'), row('8A+', 27.5, 'V12', '4D'), row('8B', 28.5, 'V13', '4D+'), row('8B+', 29.5, 'V14', '5D'),
  row('8C', 30.5, 'V15', '5D+'), row('8C+', 31.5, 'V16', '6D'), row('9A', 32.5, 'V17', '6D+'),
]

export const GRADE_SCALES = ['font', 'v', 'dankyu'] as const
/** How grades are shown; whatever is chosen, Font is kept and sent. */
export type GradeScale = (typeof GRADE_SCALES)[number]

/** The Font grade of an ungraded project; its IRCRA is 0. */
export const UNGRADED = '?'

/** A range from `from`, up to but not including `below`; null is open. */
export interface GradeRange {
  from: number | null
  below: number | null
}

const indexOf = (font: string): number => {
  const wanted = font.trim().toUpperCase()
  return FONT_GRADES.findIndex(grade => grade.font === wanted)
}

/** [GRADE-3] A Font grade in the chosen scale; `?` without a grade. What is no Font grade stays as it is written. */
export const shownGrade = (font: string | null, scale: GradeScale): string => FONT_GRADES[indexOf(font ?? '')]?.[scale] ?? font ?? UNGRADED

/** 0 for `?`, null for what is no Font grade. */
export function ircraOf(font: string): number | null {
  if (font.trim() === UNGRADED) return 0
  return FONT_GRADES[indexOf(font)]?.ircra ?? null
}

/**
 * [GRADE-1] The range of both grades, the last one whole: crowd grades lie between the rows. A grade
 * left out leaves that end open. Null if one is no Font grade.
 */
export function rangeOf(minFont?: string, maxFont?: string): GradeRange | null {
  const first = minFont ? indexOf(minFont) : null
  const last = maxFont ? indexOf(maxFont) : null
  if (first === -1 || last === -1) return null
  return {
    from: first === null ? null : (FONT_GRADES[first]?.ircra ?? null),
    below: last === null ? null : (FONT_GRADES[last + 1]?.ircra ?? null),
  }
}

/** The row that a crowd grade belongs to: the nearest at or below. Null below the scale and for the ungraded. */
export const fontOf = (ircra: number): string | null => FONT_GRADES.findLast(grade => grade.ircra <= ircra)?.font ?? null

/** Crowds that have not graded yet say 0. */
export const isUngraded = (ircra: number | null): boolean => ircra === null || ircra <= 0

/** [GRADE-2] Ungraded climbs are outside of every range, also of an open one. */
export const isInRange = (ircra: number | null, { from, below }: GradeRange): boolean =>
  ircra !== null && !isUngraded(ircra) && (from === null || ircra >= from) && (below === null || ircra < below)
