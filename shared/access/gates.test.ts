import { expect, test } from 'vitest'
import { guest, type Actor } from './actor'
import { refusalAtGate } from './gates'

const user: Actor = { kind: 'user', id: 'u', role: 'user', name: 'User' }
const admin: Actor = { kind: 'user', id: 'a', role: 'admin', name: 'Admin' }
const withoutFactor: Actor = { kind: 'user', id: 'b', role: 'user', name: 'Admin without a factor', needsFactor: true }
const key = (...scopes: Extract<Actor, { kind: 'key' }>['scopes']): Actor => ({ kind: 'key', name: 'key', scopes })

test('nobody is refused at the gate anyone', () => {
  expect([guest, user, key()].map(actor => refusalAtGate(actor, 'anyone', false))).toEqual([null, null, null])
})

test('the gate reader lets guests in only where walls are public', () => {
  expect(refusalAtGate(guest, 'reader', true)).toBeNull()
  expect(refusalAtGate(guest, 'reader', false)).toBe('unauthenticated')
  expect(refusalAtGate(key('import'), 'reader', false)).toBeNull()
  expect(refusalAtGate(key(), 'reader', false)).toBe('missing_scope')
})

test('the gate user refuses guests and every key', () => {
  expect(refusalAtGate(user, 'user', true)).toBeNull()
  expect([guest, key('admin')].map(actor => refusalAtGate(actor, 'user', true))).toEqual(['unauthenticated', 'unauthenticated'])
})

test('the gate writer asks a key for the scope write', () => {
  expect([user, key('write'), key('admin')].map(actor => refusalAtGate(actor, 'writer', true))).toEqual([null, null, null])
  expect(refusalAtGate(key('read', 'import'), 'writer', true)).toBe('missing_scope')
  expect(refusalAtGate(guest, 'writer', true)).toBe('unauthenticated')
})

test.each([['importer', 'import'], ['admin', 'admin']] as const)('the gate %s takes admins and keys with scope %s', (gate, scope) => {
  expect([admin, key(scope)].map(actor => refusalAtGate(actor, gate, true))).toEqual([null, null])
  expect(refusalAtGate(key('write'), gate, true)).toBe('missing_scope')
  expect(refusalAtGate(user, gate, true)).toBe('forbidden')
  expect(refusalAtGate(guest, gate, true)).toBe('unauthenticated')
})

test('an admin without a second factor is told to set one up', () => {
  expect(refusalAtGate(withoutFactor, 'admin', true)).toBe('factor_required')
})
