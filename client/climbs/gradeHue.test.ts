import { describe, expect, it } from 'vitest'
import { FONT_GRADES } from '../../shared/rules/grades'
import { gradeHue } from './gradeHue'

describe('the hue of a grade', () => {
  it('[UI-2] runs one way with difficulty, in even steps', () => {
    const hues = FONT_GRADES.map(({ ircra }) => gradeHue(ircra) ?? Number.NaN)
    const steps = hues.slice(1).map((hue, index) => (hues[index] ?? 0) - hue)
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(10)
    expect(Math.max(...steps)).toBeLessThanOrEqual(11)
  })

  it('[UI-2] gives a crowd grade the hue of its row', () => {
    expect(gradeHue(17.7)).toBe(gradeHue(17.5))
  })

  it('[UI-2] leaves the ungraded without a hue', () => {
    expect([gradeHue(null), gradeHue(0)]).toEqual([null, null])
  })
})
