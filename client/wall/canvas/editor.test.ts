import { describe, expect, it } from 'vitest'
import {
  clear,
  counts,
  editorOf,
  isFull,
  paint,
  redo,
  refusedRole,
  rolesOf,
  strokesOf,
  undo,
  withStroke,
  type Brush,
  type Editor,
} from './editor'

const tap = (editor: Editor, holdId: number, brush: Brush): Editor =>
  paint(editor, strokesOf(editor.holds, holdId, brush))

const empty = editorOf([])

describe('setting a climb', () => {
  it('[WALL-4] gives a hold the role of the brush, and takes it off again at the second tap', () => {
    const once = tap(empty, 7, 'S')
    expect(once.holds).toEqual([{ hold_id: 7, role: 'S' }])
    expect(tap(once, 7, 'S').holds).toEqual([])
  })

  it('[WALL-4] replaces a role by the next one', () => {
    expect(rolesOf(tap(tap(empty, 7, 'O'), 7, 'F').holds, 7)).toEqual(['F'])
    expect(rolesOf(tap(tap(empty, 7, 'F'), 7, 'S').holds, 7)).toEqual(['S'])
    expect(rolesOf(tap(tap(empty, 7, 'S'), 7, 'O').holds, 7)).toEqual(['O'])
  })

  it('[WALL-4] lets a hold be start and top', () => {
    expect(rolesOf(tap(tap(empty, 7, 'S'), 7, 'T').holds, 7)).toEqual(['S', 'T'])
    expect(rolesOf(tap(tap(empty, 7, 'T'), 7, 'S').holds, 7)).toEqual(['S', 'T'])
    expect(rolesOf(tap(tap(tap(empty, 7, 'T'), 7, 'S'), 7, 'O').holds, 7)).toEqual(['O'])
  })

  it('erases every role of a hold', () => {
    const both = tap(tap(empty, 7, 'S'), 7, 'T')
    expect(tap(both, 7, 'erase').holds).toEqual([])
  })

  it('leaves other holds alone', () => {
    expect(counts(tap(tap(tap(empty, 1, 'S'), 2, 'O'), 3, 'O').holds)).toEqual({ S: 1, O: 2, F: 0, T: 0 })
  })

  it('changes nothing when the stroke asks for what is already so', () => {
    const holds = [{ hold_id: 1, role: 'S' as const }]
    expect(withStroke(holds, { hold_id: 1, role: 'S', on: true })).toBe(holds)
    expect(withStroke(holds, { hold_id: 2, role: 'S', on: false })).toBe(holds)
    const editor = editorOf(holds)
    expect(paint(editor, [{ hold_id: 1, role: 'S', on: true }])).toBe(editor)
  })

  it('keeps the roles that an imported climb gave a hold, until they are painted over', () => {
    const imported = editorOf([{ hold_id: 1, role: 'O' }, { hold_id: 1, role: 'T' }])
    expect(rolesOf(imported.holds, 1)).toEqual(['O', 'T'])
    expect(rolesOf(tap(imported, 1, 'O').holds, 1)).toEqual(['T'])
  })
})

it('[FINGER-8] has two starts and two tops at most', () => {
  const two = tap(tap(empty, 1, 'S'), 2, 'S')
  expect([isFull(empty.holds, 'S'), isFull(two.holds, 'S'), isFull(two.holds, 'T'), isFull(two.holds, 'O')]).toEqual([
    false,
    true,
    false,
    false,
  ])
  expect(refusedRole(two.holds, strokesOf(two.holds, 3, 'S'))).toBe('S')
  expect(refusedRole(two.holds, strokesOf(two.holds, 2, 'S'))).toBeNull()
  expect(refusedRole(two.holds, strokesOf(two.holds, 2, 'T'))).toBeNull()
})

describe('undo', () => {
  it('[FINGER-5] takes a trail back at once', () => {
    const first = paint(tap(empty, 9, 'S'), strokesOf([], 1, 'O'))
    const trail = paint(paint(first, strokesOf([], 2, 'O'), true), strokesOf([], 3, 'O'), true)
    expect(counts(trail.holds).O).toBe(3)
    expect(undo(trail).holds).toEqual([{ hold_id: 9, role: 'S' }])
    expect(redo(undo(trail)).holds).toEqual(trail.holds)
  })

  it('goes back and forth', () => {
    const two = tap(tap(empty, 1, 'S'), 2, 'T')
    expect(undo(two).holds).toEqual([{ hold_id: 1, role: 'S' }])
    expect(undo(undo(two)).holds).toEqual([])
    expect(redo(undo(two)).holds).toEqual(two.holds)
    expect(redo(redo(undo(undo(two)))).holds).toEqual(two.holds)
  })

  it('forgets what was undone once something new is painted', () => {
    const other = tap(undo(tap(empty, 1, 'S')), 2, 'O')
    expect(redo(other)).toBe(other)
  })

  it('has nothing to do at either end', () => {
    expect(undo(empty)).toBe(empty)
    expect(redo(empty)).toBe(empty)
  })

  it('brings back a climb that was cleared', () => {
    const set = tap(empty, 1, 'S')
    expect(clear(set).holds).toEqual([])
    expect(undo(clear(set)).holds).toEqual(set.holds)
    expect(clear(empty)).toBe(empty)
  })
})
