import type { Channel, ChannelEvents } from '../db/channel'
import type { Database } from '../db/database'
import type { NatsAddress } from '../config/natsAddress'
import { openNatsChannel } from './natsChannel'

/**
 * Opens the way to the other servers: the database's own channel, or a bus. Beside a bus the channel of the database
 * stays open, because the lock that keeps a restore away stands on it, and servers without the bus are still heard.
 */
export function openBus({ db, bus }: { db: Pick<Database, 'openChannel'>; bus: NatsAddress | null }, events: ChannelEvents): Channel {
  const line = db.openChannel(events)
  if (bus === null) return line
  const nats = openNatsChannel(bus, events)
  return {
    ...nats,
    isAlive: () => line.isAlive() && nats.isAlive(),
    canServe: () => line.isAlive(),
    ready: Promise.all([line.ready, nats.ready]).then(() => undefined),
    close: async () => void await Promise.all([line.close(), nats.close()]),
  }
}
