import { expect, test } from 'vitest'
import type { Task, TaskKind } from '../../shared/model/task'
import { instant } from '../../shared/model/instant'
import { careBoard, careChoices, careFiltered } from './careBoard'

const task = (hold_id: number, kind: TaskKind): Task => ({
  id: `${hold_id}-${kind}`, face_id: 'f', hold_id, kind, note: null, asked_by_id: null, asked_by_name: null,
  asked_at: instant('2026-01-01T00:00:00.000000Z'), done_by_id: null, done_by_name: null, done_at: null,
})
const said = (condition: string | null, condition_official = true) => ({ condition, condition_official })

test('[CARE-7] broken and turned holds come before worn and dirty ones, then those of most climbs', () => {
  const board = careBoard({
    consensus: new Map([
      ['1', said('sale')],
      ['2', said('a_brosser')],
      ['3', said('usee')],
      ['4', said('cassee')],
      ['5', said('ok')],
      ['6', said(null)],
    ]),
    tasks: [task(7, 'tighten')],
    climbs: [{ holds_list: 'S2 O7 T2' }, { holds_list: 'S2 T1' }, { holds_list: 'S12 T21' }],
  })
  expect(board.map(({ holdId, climbs }) => [holdId, climbs])).toEqual([[7, 1], [4, 0], [3, 0], [2, 2], [1, 1]])
})

test('[CARE-7] work that somebody asked for and the condition that calls for it are one thing to do', () => {
  const board = careBoard({
    consensus: new Map([
      ['1', said('sale', false)],
      ['2', said('tournee')],
    ]),
    tasks: [task(1, 'brush'), task(2, 'brush')],
    climbs: [],
  })
  expect(board.map(({ holdId, isOfficial, works }) => [holdId, isOfficial, works.map(work => [work.kind, work.task !== null])])).toEqual([
    [2, true, [['brush', true], ['turn', false]]],
    [1, false, [['brush', true]]],
  ])
})

test('[CARE-8] the board is narrowed by kind of work and by condition, and says how many holds each choice has', () => {
  const board = careBoard({
    consensus: new Map([
      ['1', said('sale')],
      ['2', said('usee')],
    ]),
    tasks: [task(2, 'tighten'), task(3, 'brush')],
    climbs: [],
  })
  expect(careChoices(board)).toEqual({
    kinds: [{ value: 'brush', holds: 2 }, { value: 'tighten', holds: 1 }, { value: 'replace', holds: 1 }],
    conditions: [{ value: 'sale', holds: 1 }, { value: 'usee', holds: 1 }],
  })
  const shown = (filter: Parameters<typeof careFiltered>[1]) => careFiltered(board, filter).map(({ holdId }) => holdId)
  expect(shown({ kind: null, condition: null })).toEqual([2, 1, 3])
  expect(shown({ kind: 'brush', condition: null })).toEqual([1, 3])
  expect(shown({ kind: 'tighten', condition: 'usee' })).toEqual([2])
  expect(shown({ kind: 'brush', condition: 'usee' })).toEqual([])
})
