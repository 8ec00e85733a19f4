import { expect, test } from 'vitest'
import { faceFeed, userFeed } from '../feedName'
import { guest, type Actor } from './actor'
import { canFollow } from './feeds'

const user: Actor = { kind: 'user', id: 'u', role: 'user', name: 'User' }
const admin: Actor = { kind: 'user', id: 'a', role: 'admin', name: 'Admin' }
const readKey: Actor = { kind: 'key', name: 'read', scopes: ['read'] }
const emptyKey: Actor = { kind: 'key', name: 'empty', scopes: [] }
const adminKey: Actor = { kind: 'key', name: 'admin', scopes: ['admin'] }

test.each(['global', faceFeed('f')])('the feed %s is followed by users and by keys with a scope', feed => {
  expect([user, admin, readKey].every(actor => canFollow(actor, feed, false))).toBe(true)
  expect([guest, emptyKey].some(actor => canFollow(actor, feed, false))).toBe(false)
})

test.each(['global', faceFeed('f')])('the feed %s is followed by everybody where walls are public', feed => {
  expect([guest, user, emptyKey].every(actor => canFollow(actor, feed, true))).toBe(true)
})

test('the feed of a user is followed by that user alone', () => {
  expect(canFollow(user, userFeed('u'), false)).toBe(true)
  expect([guest, admin, adminKey].some(actor => canFollow(actor, userFeed('u'), true))).toBe(false)
})

test('the feed of the admins is followed by admins alone', () => {
  expect([admin, adminKey].every(actor => canFollow(actor, 'admin', false))).toBe(true)
  expect([guest, user, readKey].some(actor => canFollow(actor, 'admin', true))).toBe(false)
})

test('a name that is no feed is followed by nobody', () => {
  expect([guest, user, admin, adminKey].some(actor => canFollow(actor, 'unknown', true))).toBe(false)
})
