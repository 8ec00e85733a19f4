import { expect, test } from 'vitest'
import { guest, type Actor } from './actor'
import { documentRight } from './documents'

const user: Actor = { kind: 'user', id: 'u', role: 'user', name: 'User' }
const admin: Actor = { kind: 'user', id: 'a', role: 'admin', name: 'Admin' }
const key: Actor = { kind: 'key', name: 'write', scopes: ['write'] }
const open = { publicRead: true, isLocked: false }
const votes = { kind: 'votes', faceId: 'f', userId: 'u' } as const
const sheet = { kind: 'sheet', faceId: 'f' } as const

test('a votes document is written by its user and hidden from everybody else', () => {
  expect(documentRight(user, votes, open)).toBe('rw')
  expect([guest, admin, key].map(actor => documentRight(actor, votes, open))).toEqual([null, null, null])
})

test('a sheet is written by users and read by guests and keys', () => {
  expect([user, admin, guest, key].map(actor => documentRight(actor, sheet, open))).toEqual(['rw', 'rw', 'ro', 'ro'])
})

test('a sheet is hidden from guests where walls are not public', () => {
  expect(documentRight(guest, sheet, { ...open, publicRead: false })).toBeNull()
  expect(documentRight(user, sheet, { ...open, publicRead: false })).toBe('rw')
})

test('[LOCK-3] the sheet of a locked face is only read, even by admins', () => {
  expect([user, admin].map(actor => documentRight(actor, sheet, { ...open, isLocked: true }))).toEqual(['ro', 'ro'])
})

test('a muted user only reads the sheet and still writes their votes', () => {
  const muted: Actor = { kind: 'user', id: 'u', role: 'user', name: 'User', isMuted: true }
  expect(documentRight(muted, sheet, open)).toBe('ro')
  expect(documentRight(muted, votes, open)).toBe('rw')
})
