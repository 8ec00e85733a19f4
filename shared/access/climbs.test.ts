import { describe, expect, test } from 'vitest'
import type { Actor } from './actor'
import { canClimb, ownsClimb, type ClimbAction, type ClimbRights } from './climbs'

const actors = {
  guest: { kind: 'guest' },
  creator: { kind: 'user', id: 'creator', role: 'user', name: 'Creator' },
  setter: { kind: 'user', id: 'setter', role: 'user', name: 'Setter' },
  stranger: { kind: 'user', id: 'stranger', role: 'user', name: 'Stranger' },
  admin: { kind: 'user', id: 'admin', role: 'admin', name: 'Admin' },
  readKey: { kind: 'key', name: 'read', scopes: ['read'] },
  importKey: { kind: 'key', name: 'import', scopes: ['import'] },
  adminKey: { kind: 'key', name: 'admin', scopes: ['admin'] },
} satisfies Record<string, Actor>

const climb = (isPrivate: boolean): ClimbRights => ({ created_by_id: 'creator', setter_id: 'setter', is_private: isPrivate })
const allowed = (action: ClimbAction, isPrivate: boolean) =>
  Object.entries(actors).filter(([, actor]) => canClimb(actor, action, climb(isPrivate))).map(([name]) => name)

describe('a public climb', () => {
  test('is read by everybody', () => {
    expect(allowed('read', false)).toEqual(Object.keys(actors))
  })

  test.each(['edit', 'delete'] as const)('[CLIMB-4] lets its owners and admins %s it', action => {
    expect(allowed(action, false)).toEqual(['creator', 'setter', 'admin', 'adminKey'])
  })

  test('[CLIMB-4] takes remarks from everybody who is signed in', () => {
    expect(allowed('remark', false)).toEqual(['creator', 'setter', 'stranger', 'admin'])
  })
})

describe('a private climb', () => {
  test('[CLIMB-6] is read by its owners and by keys with scope import or admin', () => {
    expect(allowed('read', true)).toEqual(['creator', 'setter', 'importKey', 'adminKey'])
  })

  test.each(['edit', 'delete'] as const)('[CLIMB-6] lets no admin who is a person %s it', action => {
    expect(allowed(action, true)).toEqual(['creator', 'setter', 'adminKey'])
  })

  test('[CLIMB-6] takes remarks from its owners alone', () => {
    expect(allowed('remark', true)).toEqual(['creator', 'setter'])
  })
})

test('a climb without an owner is owned by nobody', () => {
  const orphan: ClimbRights = { created_by_id: null, setter_id: null, is_private: false }
  expect(Object.values<Actor>(actors).some(actor => ownsClimb(actor, orphan))).toBe(false)
})
