import { describe, expect, it } from 'vitest'
import type { Task } from '../../../shared/model/task'
import { instant } from '../../../shared/model/instant'
import { localId, type ItemState, type OutboxItem, type TaskWrite } from './item'
import { applyTaskOverlay } from './taskOverlay'

const item = (key: string, write: TaskWrite, state: ItemState = 'waiting', answer: Task | null = null): OutboxItem =>
  ({ key, write, name: key, at: 0, state, tries: 0, why: null, answer, cursors: [] })
const ask = (key: string, more: object = {}, state?: ItemState) =>
  item(key, { command: 'tasks.create', input: { id: 105, kind: 'brush', ...more } }, state)
const task = (id: string, more: Partial<Task> = {}): Task => ({
  id, face_id: 'f', hold_id: 105, kind: 'brush', note: null, asked_by_id: 'v', asked_by_name: 'V', asked_at: instant('2026-01-01T00:00:00.000000Z'),
  done_by_id: null, done_by_name: null, done_at: null, ...more,
})
const seen = (items: OutboxItem[], ...known: Task[]) => {
  const { tasks, states } = applyTaskOverlay(
    items,
    new Map(known.map(one => [one.id, one])),
    { id: 'f', has: id => id === 105 },
    { id: 'u', name: 'U' },
  )
  return [...tasks.values()].map(({ id, done_by_name }) => [id, done_by_name, states.get(id) ?? null])
}

describe('the tasks that I see', () => {
  it('[OUTBOX-4] are at once those I asked for and did, marked as waiting', () => {
    expect(seen([ask('a')])).toEqual([[localId('a'), null, 'waiting']])
    expect(seen([ask('a', { done: true })])).toEqual([[localId('a'), 'U', 'waiting']])
    expect(seen([item('a', { command: 'tasks.finish', input: { id: 'x' } })], task('x'))).toEqual([['x', 'U', 'waiting']])
    expect(
      seen([item('a', { command: 'tasks.reopen', input: { id: 'x' } }, 'sending')], task('x', { done_by_name: 'V', done_at: instant('2026-01-01T00:00:00.000000Z') })),
    ).toEqual([['x', null, 'sending']])
    expect(seen([item('a', { command: 'tasks.delete', input: { id: 'x' } })], task('x'))).toEqual([])
  })

  it('[CARE-1] [OUTBOX-4] join the open one of their kind', () => {
    expect(seen([ask('a')], task('x'))).toEqual([['x', null, 'waiting']])
    expect(seen([ask('a', { done: true })], task('x'))).toEqual([['x', 'U', 'waiting']])
    expect(seen([ask('a', { kind: 'turn' })], task('x')).map(([id]) => id)).toEqual(['x', localId('a')])
  })

  it('[OUTBOX-3] stay as they are where the server refused', () => {
    expect(seen([ask('a', {}, 'refused')])).toEqual([])
    expect(seen([item('a', { command: 'tasks.finish', input: { id: 'x' } }, 'refused')], task('x'))).toEqual([['x', null, 'refused']])
  })

  it('[OUTBOX-5] are as the server answered until their rows come, and those of another face stay there', () => {
    expect(
      seen(
        [item('a', { command: 'tasks.finish', input: { id: 'x' } }, 'sent', task('x', { done_by_name: 'U', done_at: instant('2026-01-02T00:00:00.000000Z') }))],
        task('x'),
      ),
    ).toEqual([['x', 'U', 'sent']])
    expect(seen([ask('a', { id: 900 })])).toEqual([])
    expect(seen([item('a', { command: 'tasks.finish', input: { id: 'y' } })])).toEqual([])
  })
})
