import { describe, expect, it } from 'vitest'
import { FONT_GRADES, fontOf, ircraOf, isInRange, isUngraded, rangeOf } from './grades'

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
})
