import { expect, test } from 'vitest'
import { guest, type Actor } from './actor'
import { canClaim } from './users'

const user: Actor = { kind: 'user', id: 'u', role: 'user', name: 'User' }

test('a user may claim an imported setter whom nobody has claimed', () => {
  expect(canClaim(user, { id: 's', is_claimable: true })).toBe(true)
  expect(canClaim(user, { id: 's', is_claimable: false })).toBe(false)
})

test('a user may not claim themselves', () => {
  expect(canClaim(user, { id: 'u', is_claimable: true })).toBe(false)
})

test('guests and keys claim nobody', () => {
  const setter = { id: 's', is_claimable: true }
  expect([guest, { kind: 'key', name: 'key', scopes: ['admin'] } as const].some(actor => canClaim(actor, setter))).toBe(false)
})
