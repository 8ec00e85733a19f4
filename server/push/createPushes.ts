import type { Foundation } from '../foundation/foundation'
import { createPushQueue, type PushQueue } from './pushQueue'
import { createPushTransport, type PushKnobs } from './pushTransport'
import { createVapidKeys } from './vapidKeys'

/** The sender of notifications, with the keys that this database has. */
export function createPushes(base: Foundation, knobs?: PushKnobs): PushQueue {
  const vapidKeys = createVapidKeys(base)
  return createPushQueue({
    ...base,
    transport: createPushTransport(base.config, vapidKeys, knobs),
    publicKey: async () => (await vapidKeys()).publicKey,
  })
}
