import { randomBytes } from 'node:crypto'
import type { Clock } from '../config/clock'
import type { Database } from './database'
import { storesOn } from './stores/stores'
import { unlessDoneElsewhere } from './unlessDoneElsewhere'

export const newEpochId = (): string => randomBytes(8).toString('hex')

/** Makes the epoch with the database, once, on whichever node comes first. */
export async function ensureEpoch(db: Database, clock: Clock): Promise<void> {
  await unlessDoneElsewhere(() => db.transaction(async (tx) => {
    const { feeds } = storesOn(tx)
    if (!await feeds.epoch()) await feeds.newEpoch(newEpochId(), clock())
  }))
}
