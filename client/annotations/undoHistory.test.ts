import { beforeEach, describe, expect, it } from 'vitest'
import { emptyHistory, redone, recorded, stepOf, undone, type AnnotationChange, type UndoHistory } from './undoHistory'

let values: Map<string, string | null>
let history: UndoHistory
const valueOf = (holdId: number, part: string): string | null => values.get(`${holdId}/${part}`) ?? null
const put = (holdId: number, part: string, value: string | null): void => void values.set(`${holdId}/${part}`, value)
const change = (...changes: AnnotationChange[]): void => {
  history = recorded(history, stepOf(changes, valueOf))
  for (const { holdId, part, value } of changes) put(holdId, part, value)
}
const undo = (): void => {
  const back = undone(history, valueOf)
  if (!back) return
  history = back.history
  for (const { holdId, part, before } of back.step) put(holdId, part, before)
}
const redo = (): void => {
  const again = redone(history, valueOf)
  if (!again) return
  history = again.history
  for (const { holdId, part, value } of again.step) put(holdId, part, value)
}
const grip = (holdId: number, value: string | null): AnnotationChange => ({ holdId, part: 'grip_type', value })

beforeEach(() => {
  values = new Map()
  history = emptyHistory
})

describe('what I said', () => {
  it('[UNDO-1] is taken back and said again, step by step', () => {
    change(grip(1, 'bac'))
    change(grip(1, 'plat'))
    undo()
    expect(valueOf(1, 'grip_type')).toBe('bac')
    undo()
    expect(valueOf(1, 'grip_type')).toBeNull()
    redo()
    redo()
    expect(valueOf(1, 'grip_type')).toBe('plat')
    redo()
    expect(valueOf(1, 'grip_type')).toBe('plat')
  })

  it('[UNDO-1] of many holds at once is one step, and gives each its own value back', () => {
    put(2, 'grip_type', 'pince')
    change(grip(1, 'bac'), grip(2, 'bac'), grip(3, 'bac'))
    undo()
    expect([1, 2, 3].map(id => valueOf(id, 'grip_type'))).toEqual([null, 'pince', null])
  })

  it('is no step where it changes nothing', () => {
    put(1, 'grip_type', 'bac')
    change(grip(1, 'bac'))
    expect(history).toEqual(emptyHistory)
  })

  it('[UNDO-2] and was refused is left out, as is what was said anew elsewhere', () => {
    change(grip(1, 'bac'), grip(2, 'bac'))
    change(grip(3, 'bac'))
    put(3, 'grip_type', null)
    put(1, 'grip_type', 'micro')
    undo()
    expect([1, 2, 3].map(id => valueOf(id, 'grip_type'))).toEqual(['micro', null, null])
    expect(undone(history, valueOf)).toBeNull()
    redo()
    expect([1, 2].map(id => valueOf(id, 'grip_type'))).toEqual(['micro', 'bac'])
  })

  it('after an undo makes the undone unsayable', () => {
    change(grip(1, 'bac'))
    undo()
    change(grip(2, 'plat'))
    expect(redone(history, valueOf)).toBeNull()
  })

  it('in notes is one step however many letters, on each hold', () => {
    const write = (holdId: number, text: string): void => {
      change({ holdId, part: 'notes', value: text })
    }
    write(1, 'a')
    write(1, 'ab')
    write(2, 'c')
    undo()
    expect([valueOf(1, 'notes'), valueOf(2, 'notes')]).toEqual(['ab', null])
    undo()
    expect(valueOf(1, 'notes')).toBeNull()
  })
})
