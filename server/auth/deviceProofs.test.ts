import { expect, test } from 'vitest'
import { createDeviceProofs, newDeviceId } from './deviceProofs'

const proofs = createDeviceProofs('a secret of the server')
const device = { userId: 'b7e9a3c2-0000-4000-8000-000000000001', id: newDeviceId() }

test('[LIMIT-55] a proof names its account and its device', () => {
  expect(proofs.read(proofs.prove(device))).toEqual(device)
})

test('[LIMIT-55] what this server did not sign is no proof', () => {
  const [userId, id, signature] = proofs.prove(device).split('.')
  const forged = [
    null,
    '',
    'nonsense',
    `${userId}.${id}`,
    `${userId}.${id}.${'A'.repeat(43)}`,
    `${userId}.${newDeviceId()}.${signature}`,
    `another-user.${id}.${signature}`,
    createDeviceProofs('the secret of another server').prove(device),
  ]
  for (const proof of forged) expect(proofs.read(proof)).toBeNull()
})

test('[SEC-3] a proof of the secret before is still read, and a new one is of the new secret', () => {
  const [before, both, after] = [createDeviceProofs('old'), createDeviceProofs('new', 'old'), createDeviceProofs('new')]
  expect(both.read(before.prove(device))).toEqual(device)
  expect([after.read(before.prove(device)), after.read(both.prove(device))]).toEqual([null, device])
})
