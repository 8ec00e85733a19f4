import { describe, expect, it } from 'vitest'
import { unsentItems, type UnsentEdit } from './unsent'

const edit = (root: string, key: string | null, more: Partial<UnsentEdit> = {}): UnsentEdit =>
  ({ document: 'votes/f/u', edit: { root, key, value: 'x' }, state: 'waiting', code: null, isElsewhere: false, ...more })

describe('what the server has not of documents', () => {
  it('[OUTBOX-6] is told as one does it: a word on a hold, a note, a drawing', () => {
    const sheet = { document: 'sheet/f' }
    const items = unsentItems([
      edit('holds', '12/grip_type'), edit('holds', '12/notes'), edit('holds', '13/condition'),
      edit('note:12', null, sheet), edit('marks', 'a1', sheet), edit('else', null, sheet),
    ])
    expect(items.map(({ kind, edits }) => [kind, edits.length])).toEqual([['vote', 2], ['vote', 1], ['note', 1], ['mark', 1]])
    expect(items[0]).toMatchObject({ holdId: 12, parts: ['grip_type', 'notes'] })
  })

  it('[OUTBOX-6] has what was refused first, apart from what waits and from another tab’s', () => {
    const items = unsentItems([
      edit('holds', '12/grip_type'),
      edit('holds', '12/notes', { isElsewhere: true }),
      edit('holds', '12/condition', { state: 'refused', code: 'locked' }),
    ])
    expect(items.map(({ state, isElsewhere, code }) => [state, isElsewhere, code]))
      .toEqual([['refused', false, 'locked'], ['waiting', false, null], ['waiting', true, null]])
    expect(new Set(items.map(({ id }) => id)).size).toBe(3)
  })
})
