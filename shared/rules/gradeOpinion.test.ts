import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FONT_GRADES } from './grades'
import { gradeOpinion } from './gradeOpinion'

test('[OPINION-1] the setter’s grade counts as three opinions, and the mean goes to the nearest grade', () => {
  // 3 x 17.5 and 1 x 18.5: 17.75, between 6B (17.5) and 6B+ (18); the easier of two that are equally near.
  expect(gradeOpinion(17.5, { '6C': 1 })).toMatchObject({ grade_font: '6B', grade_ircra: 17.5, opinions: 1, feel: null })
  expect(gradeOpinion(17.5, { '6C': 2 })).toMatchObject({ grade_font: '6B+', grade_ircra: 18, opinions: 2 })
  expect(gradeOpinion(17.5, { '6C': 3, '6B': 1 })).toMatchObject({ grade_font: '6B+', opinions: 4, by_grade: { '6C': 3, '6B': 1 } })
})

test('[OPINION-2] a mean of more than 0.75 IRCRA from the setter’s grade is soft or stiff', () => {
  expect(gradeOpinion(17.5, { '7A': 1 })?.feel).toBeNull()
  expect(gradeOpinion(17.5, { '7A': 2 })?.feel).toBe('stiff')
  expect(gradeOpinion(17.5, { 5: 2 })?.feel).toBe('soft')
})

test('[OPINION-1] an ungraded climb has the senders’ mean, and without a sender’s grade there is none', () => {
  expect(gradeOpinion(null, { '6A': 1, '6B': 1 })).toMatchObject({ grade_font: '6A+', feel: null })
  expect(gradeOpinion(0, { '7A': 1 })).toMatchObject({ grade_font: '7A' })
  expect(gradeOpinion(17.5, {})).toBeNull()
  expect(gradeOpinion(17.5, { '?': 4, '6D': 2, '6A': 0 })).toBeNull()
})

test('[OPINION-1] the grade stays between the lowest and the highest that anybody gave', () => {
  const rows = FONT_GRADES.length
  const voted = fc.dictionary(fc.integer({ min: 0, max: rows - 1 }).map(row => FONT_GRADES[row]?.font ?? ''), fc.integer({ min: 1, max: 40 }), { minKeys: 1 })
  fc.assert(fc.property(fc.integer({ min: 0, max: rows - 1 }), voted, (setter, byGrade) => {
    const own = FONT_GRADES[setter]
    const opinion = own && gradeOpinion(own.ircra, byGrade)
    const given = FONT_GRADES.filter(({ font }) => font === own?.font || font in byGrade).map(({ ircra }) => ircra)
    expect(opinion?.grade_ircra).toBeGreaterThanOrEqual(Math.min(...given))
    expect(opinion?.grade_ircra).toBeLessThanOrEqual(Math.max(...given))
  }))
})
