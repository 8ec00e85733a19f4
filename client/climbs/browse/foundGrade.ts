import { FONT_GRADES } from '../../../shared/rules/grades'

/** [FIND-9] The Font grade among the words that are searched for, and the other words; null where none is a grade. */
export function foundGrade(search: string): { font: string; rest: string } | null {
  const words = search.trim().split(/\s+/)
  for (const [at, word] of words.entries()) {
    const font = FONT_GRADES.find(grade => grade.font === word.toUpperCase())?.font
    if (font !== undefined) return { font, rest: words.filter((_, other) => other !== at).join(' ') }
  }
  return null
}
