import { expect, test } from 'vitest'
import { commands, type CommandName } from '../../shared/contract/commands'
import { rateLimits } from './rateLimits'

const writing = (Object.keys(commands) as CommandName[]).filter(name => commands[name].method !== 'GET')

test.each(writing)('[LIMIT-60] %s has a price', (name) => {
  expect(Array.isArray(rateLimits[name])).toBe(true)
})

test('[LIMIT-60] programs with a key set climbs in bulk', () => {
  const key = { kind: 'key', name: 'mirror', scopes: ['write'] } as const
  const input = { face_id: 'f', name: 'Bulk', holds_list: '', is_private: false }
  expect(rateLimits['climbs.create'].map(({ by }) => by({ actor: key, address: '192.0.2.1', input }))).toEqual([null, null])
  expect(
    rateLimits['climbs.create'].map(({ by }) =>
      by({ actor: { kind: 'user', id: 'ada', role: 'user', name: 'Ada' }, address: '192.0.2.1', input }),
    ),
  ).toEqual(['ada', 'ada'])
})
