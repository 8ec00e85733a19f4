import { FONT_GRADES } from '../../shared/rules/grades'

const EASIEST = 160
const HARDEST = -75

/**
 * The hue of a grade's chip in OKLCH degrees: green through yellow, orange and red to violet. Lightness
 * and chroma stay the same in the chip, so that steps look even and the text stays readable at every hue.
 */
export function gradeHue(ircra: number | null): number | null {
  if (ircra === null || ircra <= 0) return null
  const last = FONT_GRADES.length - 1
  const above = FONT_GRADES.findIndex(grade => grade.ircra > ircra)
  const row = above === -1 ? last : Math.max(above - 1, 0)
  return Math.round(EASIEST + ((HARDEST - EASIEST) * row) / last)
}
