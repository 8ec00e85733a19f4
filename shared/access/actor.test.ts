import { expect, test } from 'vitest'
import { guest, hasScope, isAdmin, isMuted, SCOPES, userIdOf, type Actor } from './actor'

const user = { kind: 'user', id: 'u', role: 'user', name: 'User' } as const
const key = (scopes: (typeof SCOPES)[number][]): Actor => ({ kind: 'key', name: 'key', scopes })

test('a key acts for no user', () => {
  expect(userIdOf(user)).toBe('u')
  expect(userIdOf(key(['admin']))).toBeNull()
  expect(userIdOf(guest)).toBeNull()
})

test('the scope admin of a key includes every other scope', () => {
  expect(SCOPES.filter(scope => hasScope(key(['admin']), scope))).toEqual([...SCOPES])
  expect(SCOPES.filter(scope => hasScope(key(['write']), scope))).toEqual(['write'])
  expect(SCOPES.some(scope => hasScope({ ...user, role: 'admin' }, scope))).toBe(false)
})

test('admins are the users of that role and the keys of that scope', () => {
  expect(isAdmin({ ...user, role: 'admin' })).toBe(true)
  expect(isAdmin(key(['admin']))).toBe(true)
  expect([guest, user, key(['read', 'write', 'import'])].some(isAdmin)).toBe(false)
})

test('only a user can be muted', () => {
  expect(isMuted({ ...user, isMuted: true })).toBe(true)
  expect([guest, user, key(['write'])].some(isMuted)).toBe(false)
})
