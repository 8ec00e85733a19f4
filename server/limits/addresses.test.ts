import { describe, expect, test } from 'vitest'
import { canonicalAddress, createAddressOf, isLocalProgram, networkOf } from './addresses'
import { createProxyTrust, faultOfProxyTrust } from './proxyTrust'

const addressFrom = (trust: string | null, remoteAddress: string, forwarded?: string) =>
  createAddressOf(createProxyTrust(trust), () => {})({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  })

describe('[LIMIT-80] the address', () => {
  test.each([
    ['nobody is trusted', null, '203.0.113.5', '198.51.100.7', '203.0.113.5'],
    ['the one proxy names who asked it', '1', '10.0.0.2', '198.51.100.7', '198.51.100.7'],
    ['what was named before that is no concern', '1', '10.0.0.2', '8.8.8.8, 198.51.100.7', '198.51.100.7'],
    ['two proxies', '2', '10.0.0.2', '8.8.8.8, 198.51.100.7, 10.0.0.1', '198.51.100.7'],
    ['a proxy of the list', 'loopback, 10.0.0.0/8', '::ffff:10.0.0.2', '8.8.8.8, 198.51.100.7, 10.0.0.1', '198.51.100.7'],
    ['somebody who is not on the list', '10.0.0.0/8', '203.0.113.5', '198.51.100.7', '203.0.113.5'],
    ['a proxy that names nobody', '1', '10.0.0.2', undefined, '10.0.0.2'],
    ['an empty name', '1', '10.0.0.2', '', '10.0.0.2'],
    ['a name that is no address', '1', '10.0.0.2', '198.51.100.7, unknown', '10.0.0.2'],
    ['an address with a port', '1', '10.0.0.2', '198.51.100.7:4711', '10.0.0.2'],
    ['thousands of characters', '1', '10.0.0.2', 'x'.repeat(6000), '10.0.0.2'],
    ['an address with a long zone', '1', '10.0.0.2', `fe80::1%${'a'.repeat(6000)}`, 'fe80::1'],
    ['IPv4 in IPv6', '1', '10.0.0.2', '::ffff:c633:6407', '198.51.100.7'],
    ['another spelling', '1', '10.0.0.2', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ])('where %s', (_what, trust, own, forwarded, expected) => {
    expect(addressFrom(trust, own, forwarded)).toBe(expected)
  })

  test('of a connection that is gone is none', () => {
    expect(createAddressOf(createProxyTrust('1'), () => {})({ headers: { 'x-forwarded-for': '198.51.100.7' }, socket: {} })).toBeNull()
  })
})

test('[LIMIT-81] limits count an IPv6 home once, whichever of its addresses asks', () => {
  expect(['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::9', '2001:db8:1:2:ffff::'].map(networkOf)).toEqual(
    Array.from({ length: 3 }, () => '2001:db8:1:2::/64'),
  )
  expect(['::1', '2001:db8::1', 'fe80::1:2:3:4', '1::', '192.0.2.1'].map(networkOf)).toEqual([
    '0:0:0:0::/64',
    '2001:db8:0:0::/64',
    'fe80:0:0:0::/64',
    '1:0:0:0::/64',
    '192.0.2.1',
  ])
  expect(canonicalAddress('2001:db8:1:3::1')).not.toBe(canonicalAddress('2001:db8:1:2::1'))
})

test('[LIMIT-82] a program of this machine is one that no proxy stands before', () => {
  const isLocal = (remoteAddress: string, ...headers: string[]) =>
    isLocalProgram({ socket: { remoteAddress }, headers: Object.fromEntries(headers.map(name => [name, ''])) })
  expect([isLocal('127.0.0.1'), isLocal('::1', 'host', 'accept'), isLocal('::ffff:127.0.0.1')]).toEqual([true, true, true])
  expect(isLocal('192.0.2.1')).toBe(false)
  for (const header of [
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-real-ip',
    'forwarded',
    'via',
    'cf-connecting-ip',
    'true-client-ip',
    'x-client-ip',
    'fastly-client-ip',
  ])
    expect([header, isLocal('127.0.0.1', header)]).toEqual([header, false])
})

describe('[LIMIT-83] TRUST_PROXY', () => {
  test.each(['1', '3', 'loopback', '10.0.0.0/8, ::1', 'uniquelocal,linklocal', 'fc00::/7', '::ffff:10.0.0.0/104', '172.18.0.1'])(
    'may be %s',
    setting => {
      expect(faultOfProxyTrust(setting)).toBeNull()
      expect(createProxyTrust(setting)('8.8.8.8', 99)).toBe(false)
    },
  )

  test.each([
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/8, 0.0.0.0/1',
    '::ffff:0.0.0.0/96',
    '2000::/3',
    '1000',
    '10.0.0.0/33',
    '10.0.0.0/999',
    '::1/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    'true',
    'proxy.example',
    '-1',
    '',
  ])('may not be %s', setting => {
    expect(faultOfProxyTrust(setting)).toMatch(/\S/)
  })
})
