import type { LookupAddress } from 'node:dns'
import { expect, test } from 'vitest'
import { isPrivateAddress, publicLookup } from './privateAddress'

test.each([
  ['127.0.0.1', true], ['10.2.3.4', true], ['172.31.0.1', true], ['192.168.1.1', true], ['169.254.169.254', true], ['0.0.0.0', true],
  ['::1', true], ['::ffff:10.0.0.1', true], ['fd00::1', true], ['fe80::1', true], ['64:ff9b::a00:1', true], ['name', true],
  ['8.8.8.8', false], ['172.32.0.1', false], ['2606:4700::1111', false],
])('[PUSH-5] %s is private: %s', (address, isPrivate) => expect(isPrivateAddress(address)).toBe(isPrivate))

test.each([true, false])('[PUSH-5] a name that leads to a private address is not connected to (all: %s)', async (all) => {
  const found = await new Promise<[string | undefined, string | LookupAddress[]]>(resolve =>
    publicLookup('localhost', { all }, (error, address) => resolve([error?.code, address])))
  expect(found).toEqual(['EPRIVATE', []])
})
