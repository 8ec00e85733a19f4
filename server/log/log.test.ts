import { expect, test } from 'vitest'
import { createLog } from './log'

test('[LIMIT-89] failures of one kind are told once a minute, with how many were left out', () => {
  let now = 0
  const lines: { msg: string; left_out?: number }[] = []
  const log = createLog('info', { write: text => lines.push(JSON.parse(text) as { msg: string }) }, () => now)
  const fail = (message: string) => log.error({ err: new Error(message), path: message }, 'request failed')
  for (let n = 0; n < 100; n++) fail(`/made/up/${n}`)
  log.warn({ err: new TypeError('another') }, 'request failed')
  log.warn({ err: new Error('elsewhere') }, 'job failed')
  expect(lines.map(({ msg }) => msg)).toEqual(['request failed', 'request failed', 'job failed'])
  now += 60_000
  fail('/again')
  fail('/again')
  expect(lines.at(-1)).toMatchObject({ msg: 'request failed', left_out: 99, err: { type: 'Error', message: '/again' } })
  expect(lines).toHaveLength(4)
})

test('what is no failure is told each time', () => {
  const lines: string[] = []
  const log = createLog('info', { write: text => lines.push(text) })
  for (let n = 0; n < 3; n++) log.warn({ mail: n }, 'mail not sent')
  expect(lines).toHaveLength(3)
})
