import { expect, test } from 'vitest'
import { Refusal } from '../../shared/result'
import { createLog } from '../log/log'
import { createWhoIs } from './whoIs'
import { createRefusalLog } from './refusalLog'

type Line = Record<string, unknown>
function listening(level: string) {
  const lines: Line[] = []
  return { lines, tell: createRefusalLog(createLog(level, { write: text => lines.push(JSON.parse(text) as Line) }), createWhoIs()) }
}

test('[SEC-9] a line says when, who was refused what, and why, in OWASP’s words', () => {
  const { lines, tell } = listening('info')
  tell(new Refusal('forbidden'), {
    what: 'users.list',
    actor: { kind: 'user', id: 'u1', role: 'user', name: 'Lune' },
    address: '203.0.113.9',
  })
  tell(new Refusal('missing_scope'), { what: 'users.list', actor: { kind: 'key', name: 'key-1', scopes: ['read'] } })
  tell(new Refusal('too_fast', { seconds: 3 }), { what: 'auth.login', address: '203.0.113.9' })
  expect(lines).toMatchObject([
    { level: 'warn', event: 'authz_fail', code: 'forbidden', what: 'users.list', who: 'user u1' },
    { level: 'warn', event: 'authz_fail', who: 'key key-1' },
    { level: 'info', event: 'excess_rate_limit_exceeded', what: 'auth.login', who: expect.stringMatching(/^guest [\w-]{10}$/) as string },
  ])
  for (const { time } of lines) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  expect(JSON.stringify(lines)).not.toMatch(/203\.0|Lune/)
})

test('[SEC-9] one guest has one mark, another one another, and after a start both have others', () => {
  const { lines, tell } = listening('info')
  const from = (address: string, by = tell) => by(new Refusal('wrong_credentials'), { what: 'auth.login', address })
  for (const address of ['203.0.113.9', '203.0.113.10', '203.0.113.9']) from(address)
  const again = listening('info')
  from('203.0.113.9', again.tell)
  const [first, other, same] = lines.map(({ who }) => who)
  expect([first === same, first === other, first === again.lines[0]?.['who']]).toEqual([true, false, false])
})

test('[SEC-9] what was typed wrong is told only where the log is to say more', () => {
  for (const [level, told] of [['info', 0], ['debug', 1]] as const) {
    const { lines, tell } = listening(level)
    tell(new Refusal('invalid'), { what: 'climbs.create' })
    expect(lines).toHaveLength(told)
  }
})

test('[SEC-9] whoever is refused again and again fills no disk, and hides nobody else', () => {
  const { lines, tell } = listening('info')
  for (let n = 0; n < 1000; n++) tell(new Refusal('wrong_credentials'), { what: 'auth.login', address: '203.0.113.9' })
  expect(lines).toHaveLength(10)
  tell(new Refusal('forbidden'), { what: 'users.list', actor: { kind: 'user', id: 'u1', role: 'user', name: '' } })
  expect(lines.at(-1)).toMatchObject({ who: 'user u1', left_out: 990 })
})
