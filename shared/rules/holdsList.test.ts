import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROLES, type ClimbHold } from '../model/climbHold'
import { LAST_HOLD_ID } from '../model/holdNumbers'
import { climbProblems, formatHoldsList, parseHoldsList } from './holdsList'

const holdsOf = (text: string): ClimbHold[] => parseHoldsList(text) ?? []

describe('the holds list', () => {
  it('reads role and number of each hold, in order', () => {
    expect(parseHoldsList('S829279 O828906 F829104 T829009')).toEqual([
      { hold_id: 829279, role: 'S' }, { hold_id: 828906, role: 'O' }, { hold_id: 829104, role: 'F' }, { hold_id: 829009, role: 'T' },
    ])
  })

  it('does not mind which blanks stand between, before and after', () => {
    expect(formatHoldsList(holdsOf('  S1\t O2\n\u00a0T3 '))).toBe('S1 O2 T3')
    expect(parseHoldsList('')).toEqual([])
    expect(parseHoldsList(' \n')).toEqual([])
  })

  it.each(['s1', 'X1', 'S', 'S0', 'S01', 'S-1', 'S1.5', 'S1,O2', 'S1O2', '1', 'S2147483648', 'S99999999999'])('refuses %j', text => {
    expect(parseHoldsList(text)).toBeNull()
    expect(parseHoldsList(`S1 ${text} T2`)).toBeNull()
  })

  it('brings back what it wrote', () => {
    const hold = fc.record({ hold_id: fc.integer({ min: 1, max: LAST_HOLD_ID }), role: fc.constantFrom(...ROLES) })
    fc.assert(fc.property(fc.array(hold, { maxLength: 40 }), holds => {
      expect(parseHoldsList(formatHoldsList(holds))).toEqual(holds)
    }))
  })
})

describe('[CLIMB-1] a climb set in mastoc', () => {
  it.each(['S1 T2', 'S1 S2 O3 F4 T5 T6', 'S1 T1', 'S1 O2 T2'])('may be %s', text => {
    expect(climbProblems(holdsOf(text))).toEqual([])
  })

  it.each([
    ['', ['no_start', 'no_top']],
    ['O1 T2', ['no_start']],
    ['S1 S2 S3 T4', ['too_many_starts']],
    ['S1 O2', ['no_top']],
    ['S1 T2 T3 T4', ['too_many_tops']],
    ['S1 O2 O2 T3', ['duplicate']],
  ])('is not %j: %j', (text, problems) => {
    expect(climbProblems(holdsOf(text))).toEqual(problems)
  })

  it('has at most 200 holds', () => {
    const holds = Array.from({ length: 198 }, (_, i): ClimbHold => ({ hold_id: i + 10, role: 'O' }))
    expect(climbProblems([...holdsOf('S1 T2'), ...holds])).toEqual([])
    expect(climbProblems([...holdsOf('S1 S3 T2'), ...holds])).toEqual(['too_many_holds'])
  })
})
