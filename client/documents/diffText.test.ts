import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffText } from './diffText'

/** No half of a surrogate pair stands alone. */
const isWhole = (text: string): boolean => !/\p{Surrogate}/u.test(text)

describe('[EDIT-7] the difference of two texts', () => {
  it.each([
    ['nothing', 'abc', 'abc', 3, null],
    ['typing at the end', 'abc', 'abcd', 4, { index: 3, remove: 0, insert: 'd' }],
    ['typing at the start', 'abc', 'xabc', 1, { index: 0, remove: 0, insert: 'x' }],
    ['a second letter before the first', 'aab', 'aaab', 1, { index: 0, remove: 0, insert: 'a' }],
    ['a second letter behind the first', 'aab', 'aaab', 2, { index: 1, remove: 0, insert: 'a' }],
    ['deleting backwards', 'aaab', 'aab', 1, { index: 1, remove: 1, insert: '' }],
    ['replacing a selection', 'un bac ici', 'un plat ici', 7, { index: 3, remove: 3, insert: 'plat' }],
    ['clearing', 'abc', '', 0, { index: 0, remove: 3, insert: '' }],
    ['filling', '', 'abc', 3, { index: 0, remove: 0, insert: 'abc' }],
    ['a caret out of range', 'ab', 'abc', 99, { index: 2, remove: 0, insert: 'c' }],
    ['another emoji of the same half', '😀!', '😁!', 2, { index: 0, remove: 2, insert: '😁' }],
    ['an emoji of the same end', '\u{1F600}', '\u{1FA00}', 2, { index: 0, remove: 2, insert: '\u{1FA00}' }],
  ])('is found for %s', (_what, before, after, caret, expected) => {
    expect(diffText(before, after, caret)).toEqual(expected)
  })

  const text = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '😁', '\u{1FA00}', 'é'), maxLength: 8 })
  it('leads from the one to the other, and splits no character', () => {
    fc.assert(fc.property(text, text, fc.nat(16), (before, after, caret) => {
      const diff = diffText(before, after, caret)
      if (!diff) return before === after
      const { index, remove, insert } = diff
      const parts = [before.slice(0, index), before.slice(index, index + remove), before.slice(index + remove), insert]
      return before.slice(0, index) + insert + before.slice(index + remove) === after && parts.every(isWhole)
    }), { seed: 4 })
  })
})
