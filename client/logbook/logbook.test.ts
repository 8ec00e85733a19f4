import { describe, expect, it } from 'vitest'
import type { Ascent } from '../../shared/model/ascent'
import { instantOf, type Instant } from '../../shared/model/instant'
import { climbFixture } from '../testing/climbFixture'
import { draftOf, factsOf, hasFault, sentAtOf } from './ascentDraft'
import { dayOf } from '../ui/dayOf'
import { gradeOf, logbookOf } from './logbook'
import { weeksOf } from './weeksOf'

const at = (day: string, hour = 12): Instant => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return instantOf(new Date(year, month - 1, date, hour).getTime())
}
let made = 0
const ascent = (climb_id: string, day: string, more: Partial<Ascent> = {}): Ascent => ({
  id: `a${++made}`, climb_id, sent_at: at(day), attempts: null, is_flash: false, grade_font: null, notes: null, is_hidden: false,
  created_at: at(day), updated_at: at(day), ...more,
})
const climbs = new Map([
  ['easy', climbFixture('easy', { holds_list: 'S1 O2 T3' })],
  ['hard', climbFixture('hard', { grade_font: '7A', grade_ircra: 20.5, holds_list: 'S3 T4' })],
  ['open', climbFixture('open', { grade_font: '?', grade_ircra: 0 })],
])
const GRIPS: Record<string, string[]> = { easy: ['bac', 'pince'], hard: ['bac'], open: [] }
const bookOf = (ascents: Ascent[]) => logbookOf({ ascents, climb: id => climbs.get(id), gripsOf: ({ id }) => new Set(GRIPS[id]) })

describe('[LOGBOOK-5] the logbook', () => {
  it('counts sends by grade with flashes apart, climbs once, days here, and grips by climb', () => {
    const book = bookOf([
      ascent('easy', '2026-01-03', { is_flash: true }), ascent('easy', '2026-01-03'), ascent('easy', '2026-02-01', { grade_font: '6B' }),
      ascent('hard', '2026-01-20'), ascent('open', '2026-01-21'), ascent('gone', '2026-01-22', { is_flash: true }),
    ])
    expect(book.grades.filter(({ flash, other }) => flash + other > 0).map(({ font, flash, other }) => [font, flash, other]))
      .toEqual([['6A', 1, 1], ['6B', 0, 1], ['7A', 0, 1]])
    expect([book.grades[0]?.font, book.grades.at(-1)?.font, book.grades.length]).toEqual(['6A', '7A', 7])
    expect([book.sends, book.climbs, book.flashed, book.ungraded]).toEqual([6, 4, 2, 2])
    expect(book.hardest.map(({ month, font, name }) => [month, font, name])).toEqual([['2026-02', '6B', 'easy'], ['2026-01', '7A', 'hard']])
    expect(book.days.get('2026-01-03')).toBe(2)
    expect(book.grips).toEqual([{ grip: 'bac', count: 2 }, { grip: 'pince', count: 1 }])
  })

  it('is empty without sends', () => {
    expect(bookOf([])).toMatchObject({ grades: [], ungraded: 0, sends: 0, climbs: 0, flashed: 0, hardest: [], grips: [] })
  })

  it('[LOGBOOK-4] takes my grade before the one that is shown', () => {
    expect(gradeOf(ascent('hard', '2026-01-01', { grade_font: '6C' }), climbs.get('hard'))).toBe(18.5)
    expect(gradeOf(ascent('hard', '2026-01-01'), climbs.get('hard'))).toBe(20.5)
    expect(gradeOf(ascent('gone', '2026-01-01'), undefined)).toBeNull()
  })

  it('has weeks from Monday to Sunday', () => {
    const weeks = weeksOf(2026, 1)
    expect(weeks.map(week => week.map(day => day?.getDate() ?? 0))).toEqual([
      [0, 0, 0, 0, 0, 0, 1], [2, 3, 4, 5, 6, 7, 8], [9, 10, 11, 12, 13, 14, 15], [16, 17, 18, 19, 20, 21, 22], [23, 24, 25, 26, 27, 28, 0],
    ])
  })
})

describe('[LOGBOOK-2] the details of a send', () => {
  const before = at('2026-01-03', 9)
  const now = new Date(2026, 0, 10, 15).getTime()

  it('keep the moment on the same day, and are at noon of another or now today', () => {
    expect(sentAtOf('2026-01-03', before, now)).toBe(before)
    expect(sentAtOf('2026-01-05', before, now)).toBe(at('2026-01-05'))
    expect(sentAtOf(dayOf(now), before, now)).toBe(instantOf(now))
    expect(sentAtOf('2026-02-01', before, now)).toBe(instantOf(now))
  })

  it('say one try of a flash, nothing of empty fields, and refuse what is no number of tries', () => {
    const draft = { ...draftOf(ascent('easy', '2026-01-03')), notes: '  ' }
    expect(factsOf(draft, before, now)).toMatchObject({ is_flash: false, attempts: null, grade_font: null, notes: null, is_hidden: false })
    expect(factsOf({ ...draft, isFlash: true, attempts: '7' }, before, now)).toMatchObject({ is_flash: true, attempts: 1 })
    expect(['0', 'x', '1001', '-1'].every(attempts => hasFault({ ...draft, attempts }))).toBe(true)
    expect(['', '1', '1000'].some(attempts => hasFault({ ...draft, attempts }))).toBe(false)
  })
})
