import { documentName, type DocumentName } from '../../shared/documentName'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import { RightsLooks } from '../auth/changedRights'
import type { CollabServices } from './collabServices'
import { Connection } from './connection'
import { EpochMismatch } from './persistence'
import { applyLocks, closeRevoked } from './revalidateConnections'
import { createRoomPool, type RoomPool } from './roomPool'
import { awarenessMessage } from './wire'

/** Every so many polls the users' sessions and rights are checked too. */
const USERS_EVERY = 3

export interface Rooms extends Pick<RoomPool, 'borrow' | 'open'> {
  connections: () => Connection[]
  /** The number of documents of each kind in memory. */
  countByKind: () => Record<DocumentName['kind'], number>
  /** The document was begun anew: clients that have the old one open are told so. */
  leaveOldEpoch: (document: DocumentName) => Promise<void>
  applyLocks: () => Promise<void>
  close: () => Promise<void>
}

/** The rooms of this node, and the watch over them: other nodes' writes, locks, ended rights and silent connections. */
export function createRooms(services: CollabServices): Rooms {
  const pool = createRoomPool(services)
  const connections = () => [...pool.loaded].flatMap(room => [...room.clients].filter(member => member instanceof Connection))

  const rights = new RightsLooks<Connection>(services, ({ userId }) => userId)
  let polls = 0
  async function poll(): Promise<void> {
    const watched = [...pool.loaded].filter(room => room.clients.size > 0)
    if (watched.length === 0) return
    const heads = new Map((await services.stores.documents.heads(watched.map(room => room.version.name))).map(head => [head.name, head]))
    for (const room of watched) {
      const head = heads.get(room.version.name)
      if (head?.seq !== room.version.seq || head.epoch !== room.version.epoch) await room.catchUp()
    }
    for (const connection of connections()) connection.askAgain()
    await applyLocks(connections(), services)
    if (++polls % USERS_EVERY === 0) {
      const ofUsers = connections().filter(({ userId }) => userId !== null)
      await closeRevoked(await rights.choose(ofUsers), services)
    }
  }
  const report = (error: unknown) => {
    if (!(error instanceof EpochMismatch)) services.log.warn({ err: error }, 'documents not looked at')
  }
  const polling = createSingleFlight(() => poll().catch(report))
  const sweep = () => void polling.run()
  const poller = setInterval(sweep, services.timings.documentSweepMs)
  services.cluster.listen({
    documents(names) {
      for (const name of names) pool.find(name)?.then(room => (room.clients.size > 0 ? room.catchUp() : undefined)).catch(report)
    },
    reconnected: sweep,
  })
  const nothing = awarenessMessage([])
  const keeper = setInterval(() => {
    for (const connection of connections()) connection.keepAlive(nothing)
  }, services.timings.yjsSilenceMs / 4)

  return {
    borrow: pool.borrow,
    open: pool.open,
    connections,
    countByKind() {
      const counts = { votes: 0, sheet: 0 }
      for (const { document } of pool.loaded) counts[document.kind]++
      return counts
    },
    async leaveOldEpoch(document) {
      const room = await pool.find(documentName(document))?.catch(() => undefined)
      await room?.catchUp().catch(report)
    },
    applyLocks: () => applyLocks(connections(), services),
    async close() {
      clearInterval(poller)
      clearInterval(keeper)
      await polling.idle()
      await pool.close()
    },
  }
}
