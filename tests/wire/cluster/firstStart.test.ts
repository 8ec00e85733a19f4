import { expect, it } from 'vitest'
import { emptyDatabase } from '../../support/databases'
import { ensureDemo } from '../../../server/bootstrap'
import { ensureEpoch } from '../../../server/db/epoch'
import { readConfig } from '../../../server/config/config'
import { storesOn } from '../../../server/db/stores/stores'
import { createTransactions } from '../../../server/transaction/runTransaction'
import { systemClock } from '../../../server/config/clock'

// On SQLite a second server does not start at all: PROCESS-1.
it('[PROCESS-4] of two servers that start together one puts the demo wall in', async () => {
  const { db, open } = await emptyDatabase('postgres')
  const config = readConfig({ JWT_SECRET: 'not used by anything here' })
  const seeded = await Promise.all([db, await open()].map(async (one) => {
    await ensureEpoch(one, systemClock)
    const transactions = createTransactions({ config, db: one, clock: systemClock, wake: () => {} })
    return ensureDemo({ db: one, config, transactions, clock: systemClock })
  }))
  expect(seeded.sort()).toEqual([false, true])
  expect(await storesOn(db).walls.counts()).toMatchObject({ gyms: 1, faces: 1, climbs: 150 })
}, 60_000)
