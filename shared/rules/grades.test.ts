import { describe, expect, it } from 'vitest'
import { FONT_GRADES, fontOf, ircraOf, isInRange, isUngraded, rangeOf, shownGrade } from './grades'

describe('the scale of grades', () => {
  it('climbs in strictly rising steps', () => {
    const numbers = FONT_GRADES.map(grade => grade.ircra)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
    expect(FONT_GRADES).toHaveLength(23)
  })

  it('knows the number of a Font grade, however it is typed', () => {
    expect(ircraOf('6A')).toBe(15.5)
    expect(ircraOf(' 7b+ ')).toBe(23.5)
    expect(ircraOf('?')).toBe(0)
  })

  it.each(['', '6D', 'V4', '6A++', '10'])('knows no number for %j', font => {
    expect(ircraOf(font)).toBeNull()
  })

  it('reads back every grade of the scale', () => {
    for (const { font, ircra } of FONT_GRADES) expect(fontOf(ircra)).toBe(font)
  })

  it('puts a crowd grade on the row at or below it', () => {
    expect(fontOf(18.25)).toBe('6B+')
    expect(fontOf(18.4999)).toBe('6B+')
    expect(fontOf(40)).toBe('9A')
    expect(fontOf(11.9)).toBeNull()
    expect(fontOf(0)).toBeNull()
  })

  it('[GRADE-1] includes the whole of the last grade', () => {
    const range = { from: 15.5, below: 18.5 }
    expect(rangeOf('6A', '6B+')).toEqual(range)
    expect([15.5, 18, 18.25].every(ircra => isInRange(ircra, range))).toBe(true)
    expect([15.25, 18.5].some(ircra => isInRange(ircra, range))).toBe(false)
  })

  it('[GRADE-1] is open where no grade is given, and above 9A', () => {
    expect(rangeOf()).toEqual({ from: null, below: null })
    expect(rangeOf('', '6A')).toEqual({ from: null, below: 16.5 })
    expect(rangeOf('7A')).toEqual({ from: 20.5, below: null })
    expect(rangeOf('8C', '9A')).toEqual({ from: 30.5, below: null })
  })

  it('makes no range of what is no grade', () => {
    expect(rangeOf('6D')).toBeNull()
    expect(rangeOf('6A', '?')).toBeNull()
  })

  it('[GRADE-2] leaves the ungraded out of every range', () => {
    expect(isUngraded(0)).toBe(true)
    expect(isUngraded(null)).toBe(true)
    expect(isUngraded(12)).toBe(false)
    expect(isInRange(0, { from: null, below: 16.5 })).toBe(false)
    expect(isInRange(null, { from: null, below: null })).toBe(false)
  })

  it('[GRADE-3] is shown in Font, V-scale or dankyu; what is no grade stays as it is', () => {
    expect(['6a', '7A+', '9A'].map(font => shownGrade(font, 'font'))).toEqual(['6A', '7A+', '9A'])
    expect(['4', '6A+', '6B', '7C', '9A'].map(font => shownGrade(font, 'v'))).toEqual(['V0', 'V3', 'V3', 'V9', 'V17'])
    expect(['4', '6C', '7A', '7A+', '8A', '9A'].map(font => shownGrade(font, 'dankyu'))).toEqual(['6Q', '2Q', '1Q', '1D', '3D+', '6D+'])
    expect([null, '?', 'Projet'].map(font => shownGrade(font, 'v'))).toEqual(['?', '?', 'Projet'])
  })

  it('[GRADE-3] never grows easier from one row to the next, in no scale', () => {
    const rank = (grade: string): number => {
      const [, number = '0', kind = '', half = ''] = /^V?(\d+)([QD]?)(\+?)$/.exec(grade) ?? []
      return kind === 'Q' ? -Number(number) : 2 * Number(number) + (half === '+' ? 1 : 0)
    }
    for (const scale of ['v', 'dankyu'] as const) {
      const ranks = FONT_GRADES.map(grade => rank(grade[scale]))
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    }
  })
})
