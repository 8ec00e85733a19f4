import { expect, test } from 'vitest'
import { noteDiff, piecesOf } from './noteDiff'

test('[HISTORY-5] notes that read otherwise today come first, those that are new or gone too', () => {
  const notes = noteDiff({ 101: 'glisse', 102: 'tourne', 103: 'gone' }, new Map([[101, 'glisse'], [102, 'tourne fort'], [104, 'new']]))
  expect(notes).toEqual([
    { holdId: 102, then: 'tourne', today: 'tourne fort' },
    { holdId: 103, then: 'gone', today: '' },
    { holdId: 104, then: '', today: 'new' },
    { holdId: 101, then: 'glisse', today: 'glisse' },
  ])
})

test('[HISTORY-5] what differs is marked in both texts, and the pieces are the texts', () => {
  for (const [then, today] of [
    ['la vis tourne', 'la prise tourne'],
    ['', 'new'],
    ['gone', ''],
    ['same', 'same'],
    ['a👍b', 'a👎b'],
  ] as const) {
    const pieces = piecesOf({ holdId: 1, then, today })
    expect([pieces.then.join(''), pieces.today.join('')]).toEqual([then, today])
  }
  expect(piecesOf({ holdId: 1, then: 'la vis tourne', today: 'la prise tourne' })).toEqual({
    then: ['la ', 'vis', ' tourne'],
    today: ['la ', 'prise', ' tourne'],
  })
  expect(piecesOf({ holdId: 1, then: 'derrière', today: 'derrière, ça glisse' }).today).toEqual(['derrière', ', ça glisse', ''])
})
