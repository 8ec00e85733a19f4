import { newDeviceId } from '../../auth/deviceProofs'
import { networkOf } from '../../limits/addresses'
import type { Claimant } from '../../concurrency/semaphore'
import type { CommandServices, RequestFacts } from '../useCase'

type Facts = Pick<RequestFacts, 'device' | 'deviceProof'>

/** [LIMIT-55] The id of the asking device, if it logged in to this account before. */
export function knownDevice(
  { deviceProofs }: Pick<CommandServices, 'deviceProofs'>,
  { deviceProof }: Facts,
  userId: string | undefined,
): string | null {
  const known = deviceProofs.read(deviceProof)
  return known && known.userId === userId ? known.id : null
}

/** Chooses the queue in which a password waits to be hashed: a known device has its own, others share their network's. */
export const claimantAt = ({ device }: Facts, known: string | null, name?: string): Claimant =>
  ({ payer: known === null ? `network ${networkOf(device.address ?? '')}` : `device ${known}`, ...(name === undefined ? {} : { name }) })

export const claimantOfUser = (userId: string): Claimant => ({ payer: `user ${userId}` })

/** Makes the proof by which the account knows this browser from now on. */
export function proofOfDevice({ deviceProofs }: Pick<CommandServices, 'deviceProofs'>, request: Facts, userId: string): string {
  return deviceProofs.prove({ userId, id: knownDevice({ deviceProofs }, request, userId) ?? newDeviceId() })
}
