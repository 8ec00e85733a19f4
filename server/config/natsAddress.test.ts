import { expect, test } from 'vitest'
import { natsAddressOf } from './natsAddress'

test('[CONFIG-2] BUS_URL names servers, a login, the way there and the first word of the subjects', () => {
  expect(natsAddressOf('nats://bus')).toEqual({ servers: ['bus:4222'], login: null, isEncrypted: false, caFile: null, prefix: 'mastoc' })
  expect(natsAddressOf('tls://me:p%40ss@one:4333/gym?ca=/etc/ca.pem,tls://two')).toEqual({
    servers: ['one:4333', 'two:4222'], login: { user: 'me', pass: 'p@ss' }, isEncrypted: true, caFile: '/etc/ca.pem', prefix: 'gym',
  })
  expect(natsAddressOf('nats://secret@bus')).toMatchObject({ login: { token: 'secret' } })
})

test.each([
  'redis://bus', 'nats://', 'bus:4222', 'nats://one,', 'nats://one,tls://two', 'nats://one/a.b', 'nats://one?ca=/etc/ca.pem', 'tls://one?cert=x',
  'nats://me:50%@one',
])('[CONFIG-2] %s is refused with a sentence', (text) => {
  expect(natsAddressOf(text)).toMatch(/^(must|has)/)
})
