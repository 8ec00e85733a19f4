import { shownGrade } from '../../shared/rules/grades'
import { useSettings } from './settingsStore'

/** [GRADE-3] The one place where a grade becomes text. */
export function useGradeText() {
  const settings = useSettings()
  const gradeText = (font: string | null): string => shownGrade(font, settings.grades)
  /** For whoever gives a grade, which is kept in Font: several Font grades share one of another scale. */
  const gradeChoice = (font: string): string => {
    const shown = gradeText(font)
    return shown === font ? font : `${font} · ${shown}`
  }
  return { gradeText, gradeChoice }
}
