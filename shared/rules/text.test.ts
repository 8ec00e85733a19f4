import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise } from './text'

describe('[TEXT-1] the search form of a text', () => {
  it.each([
    ['ÉRIC', 'eric'],
    ['E\u0301ric', 'eric'],
    ['  Le  cœur\tde Lætitia ', 'le coeur de laetitia'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Çà et là', 'ca et la'],
    ['Ｍａｓｔｏｃ', 'mastoc'],
    ['İstanbul ISPARTA ısı', 'istanbul isparta isi'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['ﬁn №7', 'fin no7'],
    ['Smørrebrød Łódź', 'smorrebrod lodz'],
    ['🗿🗿', '🗿🗿'],
    ['1+1', '1+1'],
    ['', ''],
  ])('%j is %j', (text, form) => {
    expect(normalise(text)).toBe(form)
  })

  it('leaves a form as it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(normalise(normalise(text))).toBe(normalise(text))
    }), { seed: 7, numRuns: 500 })
  })

  it('does not depend on how the text was composed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(normalise(text.normalize('NFD'))).toBe(normalise(text.normalize('NFC')))
    }), { seed: 7, numRuns: 500 })
  })
})
