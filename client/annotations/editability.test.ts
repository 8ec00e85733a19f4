import { expect, test } from 'vitest'
import { FOREVER } from '../../shared/model/instant'
import type { User } from '../../shared/model/user'
import { isMutedAt } from '../account/isMutedAt'
import { readOnlyReasonOf } from './editability'

const NOW = '2026-11-25T20:00:00.000000Z'
const somebody = (muted_until: string | null): User => ({ muted_until }) as User
const reading = { mode: 'ro' as const, user: somebody(null), ready: true, isLocked: false }

test('[PEOPLE-11] who is muted is told so, never to log in, until the end', () => {
  expect(readOnlyReasonOf({ ...reading, user: somebody(FOREVER) }, NOW)).toBe('muted')
  expect(readOnlyReasonOf({ ...reading, user: somebody('2026-11-25T20:00:00.000001Z'), isLocked: true }, NOW)).toBe('muted')
  expect(readOnlyReasonOf({ ...reading, user: somebody(NOW) }, NOW)).toBe('closed')
  expect(isMutedAt({} as User, NOW)).toBe(false)
  expect(isMutedAt(null, NOW)).toBe(false)
})

test('[LOCK-3] each other reason to only read has its own words', () => {
  expect(readOnlyReasonOf({ ...reading, mode: 'rw' }, NOW)).toBeNull()
  expect(readOnlyReasonOf({ ...reading, mode: 'rw', isLocked: true }, NOW)).toBe('locked')
  expect(readOnlyReasonOf({ ...reading, user: null }, NOW)).toBe('guest')
  expect(readOnlyReasonOf({ ...reading, user: null, ready: false }, NOW)).toBe('loading')
  expect(readOnlyReasonOf({ ...reading, mode: null }, NOW)).toBe('loading')
})
