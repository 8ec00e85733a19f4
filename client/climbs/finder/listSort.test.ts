import { expect, test } from 'vitest'
import type { Ascent } from '../../../shared/model/ascent'
import { instant } from '../../../shared/model/instant'
import { climbFixture } from '../../testing/climbFixture'
import { ownGradesOf, withOwnGrades } from '../../ascents/ownGrades'
import { listComparer } from './listSort'

const climbs = ['a', 'b', 'c', 'd'].map((id, day) => climbFixture(id, { created_at: instant(`2026-01-1${day}T00:00:00.000000Z`) }))
const SENT = new Map([['a', instant('2026-02-01T00:00:00.000000Z')], ['c', instant('2026-03-01T00:00:00.000000Z')]])
const idsBy = (order: 'asc' | 'desc') => [...climbs].sort(listComparer('last_sent', order, id => SENT.get(id) ?? null)).map(({ id }) => id)

test('[LOGBOOK-5] the list is sorted by my last send, with what I did not send last both ways', () => {
  expect(idsBy('desc')).toEqual(['c', 'a', 'd', 'b'])
  expect(idsBy('asc')).toEqual(['a', 'c', 'd', 'b'])
})

test('[LOGBOOK-4] my last grade takes the place of the one that is shown, and the other rows stay the same', () => {
  const ascent = (climb_id: string, grade_font: string | null) => ({ climb_id, grade_font }) as Ascent
  const grades = ownGradesOf([ascent('a', null), ascent('a', '7A'), ascent('a', '6B'), ascent('b', null)])
  expect([...grades]).toEqual([['a', '7A']])
  const own = withOwnGrades(climbs, grades)
  expect(own.map(({ shown_grade_font, shown_grade_ircra }) => [shown_grade_font, shown_grade_ircra])).toEqual([['7A', 20.5], ['6A', 15.5], ['6A', 15.5], ['6A', 15.5]])
  expect([own[1] === climbs[1], withOwnGrades(climbs, grades)[0] === own[0]]).toEqual([true, true])
  expect([...own].sort(listComparer('grade', 'desc', () => null))[0]?.id).toBe('a')
})
