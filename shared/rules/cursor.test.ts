import { describe, expect, it } from 'vitest'
import { formatCursor, parseCursor } from './cursor'

describe('the cursor of a feed', () => {
  it('reads what it writes', () => {
    expect(parseCursor(formatCursor('aB3dEf7h', 0))).toEqual({ epoch: 'aB3dEf7h', rev: 0 })
    expect(parseCursor(formatCursor('x'.repeat(32), 9_007_199_254_740_991))).toEqual({
      epoch: 'x'.repeat(32), rev: 9_007_199_254_740_991,
    })
  })

  it('remembers the head at which a paged snapshot began', () => {
    expect(formatCursor('aB3dEf7h', 5, 9)).toBe('aB3dEf7h.5~9')
    expect(parseCursor('aB3dEf7h.5~9')).toEqual({ epoch: 'aB3dEf7h', rev: 5, base: 9 })
  })

  it.each([
    'abcdefgh.5~', 'abcdefgh.5~4', 'abcdefgh.5~5', 'abcdefgh.5~x', '', 'abcdefgh', 'abcdefgh.', '.5', 'abcdefgh.-1', 'abcdefgh.05', 'abcdefgh.1.5', 'abcdefg.5', 'abc_efgh.5',
    '2025-12-31T00:00:00.000000Z', 'abcdefgh.9999999999999999', 'abcdefgh.5 ',
  ])('refuses %j', text => {
    expect(parseCursor(text)).toBeNull()
  })
})
