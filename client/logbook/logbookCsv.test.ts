import { describe, expect, it } from 'vitest'
import type { Ascent } from '../../shared/model/ascent'
import { instant, instantOf } from '../../shared/model/instant'
import { climbFixture } from '../testing/climbFixture'
import { readCsv, writeCsv } from './csv'
import { logbookCsv, readLogbook } from './logbookCsv'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const climbs = [climbFixture('a', { name: 'Élan' }), climbFixture('b', { name: 'Double' }), climbFixture('c', { name: 'double' })]
const climb = (id: string) => climbs.find(one => one.id === id)
const ascent = (id: string, more: Partial<Ascent> = {}): Ascent => ({
  id, climb_id: 'a', sent_at: instant('2026-01-03T10:20:30.123456Z'), attempts: null, is_flash: false, grade_font: null, notes: null,
  is_hidden: false, created_at: instant('2026-01-03T10:20:30.123456Z'), updated_at: instant('2026-01-03T10:20:30.123456Z'), ...more,
})
const read = (file: string, ascents: Ascent[] = []) => readLogbook(file, { climbs, ascents, now: NOW })

describe('[LOGBOOK-6] the logbook as a file', () => {
  it('comes back with every cell as it was', () => {
    const rows = [['plain', '', '=1+1', "'=x", 'a "b", c; d', 'two\nlines', '-3']]
    expect(readCsv(writeCsv(rows))).toEqual(rows)
    expect(readCsv('a;b\n"x;y";2\n\n')).toEqual([['a', 'b'], ['x;y', '2']])
  })

  it('comes in whole for a new logbook, and changes nothing a second time', () => {
    const mine = [
      ascent('1', { notes: 'à gauche, "fin"\npuis haut', attempts: 3, grade_font: '6B+', is_hidden: true }), ascent('2', { climb_id: 'b', is_flash: true, attempts: 1 }),
      ascent('3'),
    ]
    const file = logbookCsv(mine, climb)
    const fresh = read(file)
    expect(fresh.faults).toEqual([])
    expect(fresh.sends.map(({ climb: { id }, facts: { sent_at: _, ...facts } }) => ({ id, ...facts }))).toEqual([
      { id: 'a', notes: 'à gauche, "fin"\npuis haut', attempts: 3, grade_font: '6B+', is_hidden: true, is_flash: false },
      { id: 'b', notes: null, attempts: 1, grade_font: null, is_hidden: false, is_flash: true },
      { id: 'a', notes: null, attempts: null, grade_font: null, is_hidden: false, is_flash: false },
    ])
    expect(read(file, mine)).toEqual({ sends: [], known: 3, faults: [] })
    const written = fresh.sends.map(({ climb: { id }, facts }, at) => ascent(`new ${at}`, { climb_id: id, sent_at: facts.sent_at }))
    expect(read(file, written)).toMatchObject({ sends: [], known: 3 })
  })

  it('takes days, names without accents, and the words of spreadsheets', () => {
    const { sends, faults } = read('SENT_AT;Climb;is_flash;grade_font\n2026-02-03;elan;OUI;6b\n')
    expect(faults).toEqual([])
    expect(sends).toMatchObject([{ climb: { id: 'a' }, facts: { is_flash: true, attempts: 1, grade_font: '6B' } }])
    expect(sends[0]?.facts.sent_at).toBe(instantOf(new Date(2026, 1, 3, 12).getTime()))
    expect(read('sent_at,climb\n2026-02-03,Élan\n', [ascent('1', { sent_at: instantOf(new Date(2026, 1, 3, 8).getTime()) })])).toMatchObject({ sends: [], known: 1 })
  })

  it('tells of each row that it cannot read, by its line', () => {
    const { sends, faults } = read([
      'sent_at,climb,is_flash,attempts,grade_font', '2026-02-03,Personne,,,', '2026-02-03,Double,,,', '2026-02-30,Élan,,,', 'hier,Élan,,,',
      '2027-01-01,Élan,,,', '2026-02-03,Élan,peut-être,,', '2026-02-03,Élan,true,4,', '2026-02-03,Élan,,beaucoup,', '2026-02-03,Élan,,,6D', '2026-02-04,Élan,,,',
    ].join('\n'))
    expect(faults.map(({ line, fault }) => `${line} ${fault}`)).toEqual([
      '2 climb', '3 several', '4 date', '5 date', '6 future', '7 flag', '8 attempts', '9 attempts', '10 grade',
    ])
    expect(sends).toHaveLength(1)
    expect(read('a,b\n1,2').faults).toEqual([{ line: 1, fault: 'columns', value: '' }])
  })
})
