import { expect, test } from 'vitest'
import { instant } from '../../shared/model/instant'
import { createLog } from '../log/log'
import { createAddressOf } from '../limits/addresses'
import { createProxyTrust } from '../limits/proxyTrust'
import { createProxyWatch } from './proxyWatch'

const at = instant('2026-05-01T12:00:00.000000Z')

/** Sends requests to a server with this setting. @returns the lines of its log, and what the overview is told */
function watched(trust: string | null, requests: { from: string; forwarded?: string }[]) {
  const lines: string[] = []
  const watch = createProxyWatch({ log: createLog('info', { write: line => void lines.push(line) }), clock: () => at })
  const addressOf = createAddressOf(createProxyTrust(trust), watch.sawUntrusted)
  for (const { from, forwarded } of requests)
    addressOf({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, socket: { remoteAddress: from } })
  return { lines, untrustedAt: watch.untrustedAt() }
}

test('[HOST-7] a proxy that no setting names is told once in the log, without an address, and to the overview', () => {
  const { lines, untrustedAt } = watched(null, [
    { from: '10.0.0.2', forwarded: '198.51.100.7' },
    { from: '10.0.0.2', forwarded: '198.51.100.8' },
  ])
  expect(lines.map(line => JSON.parse(line) as unknown)).toMatchObject([{ level: 'warn', event: 'untrusted_proxy' }])
  expect(lines.join()).not.toMatch(/198\.51|10\.0\.0/)
  expect(untrustedAt).toBe(at)
})

test('[HOST-7] so is a proxy at another address than the one that the setting names', () => {
  expect(watched('10.0.0.0/8', [{ from: '172.16.0.9', forwarded: '198.51.100.7' }]).lines).toHaveLength(1)
})

test.each([
  ['the proxy that is named', '1', { from: '10.0.0.2', forwarded: '198.51.100.7' }],
  ['a visitor who comes directly', null, { from: '198.51.100.7' }],
])('[HOST-7] nothing is told of %s', (_who, trust, request) => {
  expect(watched(trust, [request])).toEqual({ lines: [], untrustedAt: null })
})
