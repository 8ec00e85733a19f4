import { describe, expect, it } from 'vitest'
import { caretPieces } from './caretPieces'

const peer = (name: string, head: number) => ({ id: head, userId: 'u', name, colour: '#123456', anchor: head, head })

describe('a note cut at the carets of others', () => {
  it('cuts the text at each caret, in the order they stand', () => {
    const [bo, ana] = [peer('Bo', 4), peer('Ana', 2)]
    expect(caretPieces('abcdef', [bo, ana])).toEqual([{ text: 'ab' }, { peer: ana }, { text: 'cd' }, { peer: bo }, { text: 'ef' }])
  })

  it('keeps a caret beyond the end at the end', () => {
    const ana = peer('Ana', 9)
    expect(caretPieces('abc', [ana])).toEqual([{ text: 'abc' }, { peer: ana }])
  })

  it('shows a caret in an empty note', () => {
    const ana = peer('Ana', 0)
    expect(caretPieces('', [ana])).toEqual([{ peer: ana }])
  })
})
