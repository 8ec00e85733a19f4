import { expect, test } from 'vitest'
import type { Actor } from './actor'
import { ownsAscent } from './ascents'

const ann: Actor = { kind: 'user', id: 'ann', role: 'user', name: 'Ann' }

test('[SEND-2] a send is its own person’s alone, not even an admin’s or a key’s', () => {
  const others: Actor[] = [
    { kind: 'guest' }, { ...ann, id: 'bob' }, { ...ann, id: 'boss', role: 'admin' }, { kind: 'key', name: 'ann', scopes: ['admin', 'write'] },
  ]
  expect(ownsAscent(ann, { user_id: 'ann' })).toBe(true)
  expect(others.filter(actor => ownsAscent(actor, { user_id: 'ann' }))).toEqual([])
})
