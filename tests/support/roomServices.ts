import { guest } from '../../shared/access/actor'
import { instantOf } from '../../shared/model/instant'
import { createCluster } from '../../server/cluster/cluster'
import { createClaimClient } from '../../server/collab/claimClient'
import { createDocumentPrices } from '../../server/collab/documentPrices'
import type { RoomServices } from '../../server/collab/room'
import { readConfig } from '../../server/config/config'
import type { Database } from '../../server/db/database'
import { storesOn } from '../../server/db/stores/stores'
import { createLog } from '../../server/log/log'
import { createTransactions } from '../../server/transaction/runTransaction'
import type { Transact } from '../../server/transaction/context'

/** The parts of a server that a document's room works with, on a database of the test's. */
export function roomServices(db: Database): { services: RoomServices; transact: Transact } {
  const log = createLog('silent')
  const config = readConfig({ JWT_SECRET: 'not used by anything here' })
  const transactions = createTransactions({ config, db, clock: () => instantOf(Date.now()), wake: () => {} })
  return {
    services: {
      cluster: createCluster({ db, bus: null, log }),
      documentPrices: createDocumentPrices(), log, transactions, claimClient: createClaimClient({ db }),
      snapshot: read => db.snapshot(tx => read(storesOn(tx))),
    },
    transact: async work => (await transactions(guest, work)).value,
  }
}
