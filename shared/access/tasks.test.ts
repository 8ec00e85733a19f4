import { expect, test } from 'vitest'
import type { Actor } from './actor'
import { canTask, type TaskAction, type TaskRights } from './tasks'
import { instant } from '../model/instant'

const actors = {
  guest: { kind: 'guest' },
  asker: { kind: 'user', id: 'asker', role: 'user', name: 'Asker' },
  other: { kind: 'user', id: 'other', role: 'user', name: 'Other' },
  admin: { kind: 'user', id: 'admin', role: 'admin', name: 'Admin' },
  adminKey: { kind: 'key', name: 'admin', scopes: ['admin'] },
} satisfies Record<string, Actor>

const open: TaskRights = { asked_by_id: 'asker', done_at: null, is_locked: false }
const done: TaskRights = { ...open, done_at: instant('2026-11-27T12:00:00.000000Z') }
const locked: TaskRights = { ...open, is_locked: true }
const allowed = (action: TaskAction, task: TaskRights) =>
  Object.entries(actors).filter(([, actor]) => canTask(actor, action, task)).map(([name]) => name)

test('[CARE-1] everybody who is signed in may ask for a task', () => {
  expect(allowed('create', open)).toEqual(['asker', 'other', 'admin'])
})

test.each(['finish', 'reopen'] as const)('[CARE-2] everybody who is signed in may %s a task', action => {
  expect(allowed(action, open)).toEqual(['asker', 'other', 'admin'])
})

test('[CARE-2] an open task is deleted by the person who asked for it or by an admin', () => {
  expect(allowed('delete', open)).toEqual(['asker', 'admin'])
})

test('[CARE-2] a task that is done is deleted only by an admin', () => {
  expect(allowed('delete', done)).toEqual(['admin'])
})

test.each(['create', 'reopen'] as const)('[LOCK-2] on a locked hold only an admin may %s a task', action => {
  expect(allowed(action, locked)).toEqual(['admin'])
})

test('[CARE-2] work on a locked hold is still said to be done by everybody who is signed in', () => {
  expect(allowed('finish', locked)).toEqual(['asker', 'other', 'admin'])
})
