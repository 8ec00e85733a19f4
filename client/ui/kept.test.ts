import { describe, expect, it } from 'vitest'
import { flagOf, hasTexts, isRecord, oneOf, recordOf, within } from './kept'

describe('a value that the browser kept', () => {
  it('is a record only if it is an object with fields', () => {
    expect([{}, { a: 1 }].every(isRecord)).toBe(true)
    expect([null, undefined, 1, 'a', true, [], [{}]].some(isRecord)).toBe(false)
    expect(recordOf('nonsense')).toEqual({})
  })

  it('is taken where it is a known word, a number in its bounds or a flag', () => {
    expect(oneOf(['light', 'dark'], 'dark', 'light')).toBe('dark')
    expect(within(1, 40, 40, 5)).toBe(40)
    expect(flagOf(false, true)).toBe(false)
  })

  it('is replaced by the usual one where it is anything else', () => {
    for (const nonsense of ['sepia', 3, null, undefined, {}, []]) expect(oneOf(['light', 'dark'], nonsense, 'light')).toBe('light')
    for (const nonsense of [0.9, 41, NaN, Infinity, '7', null]) expect(within(1, 40, nonsense, 5)).toBe(5)
    for (const nonsense of [0, 'true', null]) expect(flagOf(nonsense, true)).toBe(true)
  })

  it('has its texts only if each of them is there', () => {
    expect(hasTexts({ id: 'u', name: '' }, ['id', 'name'])).toBe(true)
    expect(hasTexts({ id: 'u', name: null }, ['id', 'name'])).toBe(false)
    expect(hasTexts({ id: 'u' }, ['id', 'name'])).toBe(false)
  })
})
