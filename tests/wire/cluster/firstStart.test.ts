import { expect, it } from 'vitest'
import { emptyDatabase } from '../../support/databases'
import { ensureDemo, ensureEpoch } from '../../../server/bootstrap'
import { readConfig } from '../../../server/config/config'
import { storesOn } from '../../../server/db/stores/stores'
import { createTransactions, systemClock } from '../../../server/transaction/runTransaction'

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
