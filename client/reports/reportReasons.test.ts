import { expect, test } from 'vitest'
import { REPORT_KINDS, REPORT_REASON_MAX } from '../../shared/model/report'
import en from '../locales/en/report.json'
import fr from '../locales/fr/report.json'
import { presetsOf, reasonOf } from './reportReasons'

test('[REPORT-10] a reason is a preset, one’s own words, or both', () => {
  expect(reasonOf('Doublon', '')).toBe('Doublon')
  expect(reasonOf('', '  Il manque la D9 ')).toBe('Il manque la D9')
  expect(reasonOf('Doublon', 'de « Dièdre »')).toBe('Doublon · de « Dièdre »')
  expect(reasonOf('', '   ')).toBe('')
})

test('[REPORT-10] every kind of thing has reasons with words in both languages, which leave room for one’s own', () => {
  for (const kind of REPORT_KINDS) {
    for (const preset of presetsOf(kind)) {
      for (const { report } of [fr, en]) {
        const words: Record<string, string> = report.preset
        expect(words[preset], `${kind} ${preset}`).toBeTruthy()
        expect(reasonOf(words[preset] ?? '', 'x'.repeat(400)).length).toBeLessThanOrEqual(REPORT_REASON_MAX)
      }
    }
  }
})
