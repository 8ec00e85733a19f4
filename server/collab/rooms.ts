import { guest, isMuted } from '../../shared/access/actor'
import { documentName, type DocumentName } from '../../shared/documentName'
import type { CloseReason } from '../../shared/closeCodes'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import { entitlementsOf, type Ended } from '../auth/entitlement'
import type { BaseServices } from '../services'
import { beginAnew, hasTooManyClients } from './beginAnew'
import { Connection } from './connection'
import { ensureDocument, EpochMismatch, readDocument, type LoadedDocument } from './persistence'
import { Room } from './room'
import { lacksDependencies, quarantine, withoutCorruptUpdates } from './corruptUpdates'
import { awarenessMessage } from './wire'

/** Every so many polls the users' sessions and rights are checked too. */
const USERS_EVERY = 3

interface Entry {
  room: Promise<Room>
  holds: number
  timer: NodeJS.Timeout | undefined
}

/** A room on loan: it stays in memory until it is given back. */
export interface Lease {
  room: Room
  release: () => void
}

export interface Rooms {
  borrow: (document: DocumentName) => Promise<Lease>
  /** Borrows a room to read it. Its document includes the updates that other servers wrote while the room was empty. */
  open: (document: DocumentName) => Promise<Lease>
  connections: () => Connection[]
  /** The number of documents of each kind in memory. */
  countByKind: () => Record<DocumentName['kind'], number>
  /** The document was begun anew: clients that have the old one open are told so. */
  leaveOldEpoch: (document: DocumentName) => Promise<void>
  applyLocks: () => Promise<void>
  close: () => Promise<void>
}

/** A client whose session ended logs in again; one whose account was deactivated cannot. */
const closeOf = (ended: Ended): [CloseReason, string] =>
  ended.why === 'deactivated' || ended.why === 'unknown user' ? ['forbidden', 'deactivated'] : ['unauthenticated', 'session ended']

export function createRooms(services: BaseServices): Rooms {
  const entries = new Map<string, Entry>()
  const loaded = new Set<Room>()

  async function load(document: DocumentName): Promise<Room> {
    await ensureDocument(services, document)
    const room = await roomOf(document, await readFresh(document))
    loaded.add(room)
    return room
  }

  async function readFresh(document: DocumentName): Promise<LoadedDocument> {
    const read = () => services.snapshot(stores => readDocument(stores, documentName(document)))
    const loaded = await read()
    if (!hasTooManyClients(loaded)) return loaded
    services.log.warn({ document: loaded.version.name }, 'a document has too many client ids and is begun anew')
    await beginAnew(services, document, async work => (await services.transactions(guest, work)).value)
    return read()
  }

  async function roomOf(document: DocumentName, read: LoadedDocument): Promise<Room> {
    try {
      const room = new Room(document, read, services)
      if (!lacksDependencies(room.doc)) return room
    } catch (error) {
      services.log.error({ err: error, document: read.version.name }, 'stored document cannot be read as a whole')
    }
    const sifted = withoutCorruptUpdates(read)
    await quarantine(services, sifted)
    return new Room(document, sifted.loaded, services)
  }

  function drop(name: string, entry: Entry): void {
    clearTimeout(entry.timer)
    if (entries.get(name) === entry) entries.delete(name)
    void entry.room.then(room => loaded.delete(room), () => {})
  }

  function release(name: string, entry: Entry): void {
    if (--entry.holds > 0) return
    entry.timer = setTimeout(() => {
      if (entry.holds === 0) drop(name, entry)
    }, services.timings.roomLingerMs)
  }

  /** All who come while a room loads wait for the same load. */
  function entryOf(document: DocumentName): { name: string; entry: Entry } {
    const name = documentName(document)
    const known = entries.get(name)
    if (known) return { name, entry: known }
    const entry: Entry = { room: load(document), holds: 0, timer: undefined }
    entries.set(name, entry)
    return { name, entry }
  }

  async function borrow(document: DocumentName): Promise<Lease> {
    const { name, entry } = entryOf(document)
    entry.holds++
    clearTimeout(entry.timer)
    try {
      const room = await entry.room
      if (!room.isGone) return { room, release: () => release(name, entry) }
    } catch (error) {
      drop(name, entry)
      throw error
    }
    drop(name, entry)
    return borrow(document)
  }

  async function open(document: DocumentName): Promise<Lease> {
    const lease = await borrow(document)
    if (lease.room.clients.size > 0) return lease
    try {
      await lease.room.catchUp()
      return lease
    } catch (error) {
      lease.release()
      if (error instanceof EpochMismatch) return borrow(document)
      throw error
    }
  }

  const connections = () => [...loaded].flatMap(room => [...room.clients].filter(member => member instanceof Connection))

  /** Closes the connections of users who were deactivated or muted, or whose session was ended, by another process. */
  async function closeRevoked(): Promise<void> {
    const present = connections().filter(({ userId }) => userId !== null)
    const entitlements = await entitlementsOf(
      present.map(({ admitted }) => admitted),
      { stores: services.stores, config: services.config, now: services.clock() },
    )
    for (const [at, connection] of present.entries()) {
      const { actor, ended } = entitlements[at] ?? { actor: connection.admitted.actor, ended: null }
      if (ended) connection.close(...closeOf(ended))
      else if (isMuted(actor) !== isMuted(connection.admitted.actor)) connection.close('unauthenticated', 'rights changed')
    }
  }

  /** A lock makes writers of the sheet readers, and its end makes them writers again. Both are asked to come back. */
  async function applyLocks(): Promise<void> {
    const onSheets = connections().filter(({ room }) => room.document.kind === 'sheet')
    if (onSheets.length === 0) return
    const locked = await services.stores.locks.lockedFaces([...new Set(onSheets.map(({ room }) => room.document.faceId))])
    for (const connection of onSheets) {
      const { mode, actor } = connection.admitted
      const isLocked = locked.has(connection.room.document.faceId)
      if (isLocked && mode === 'rw') connection.close('refused', 'locked face')
      else if (!isLocked && mode === 'ro' && actor.kind === 'user' && !isMuted(actor)) connection.close('unauthenticated', 'rights changed')
    }
  }

  let polls = 0
  async function poll(): Promise<void> {
    const watched = [...loaded].filter(room => room.clients.size > 0)
    if (watched.length === 0) return
    const heads = new Map((await services.stores.documents.heads(watched.map(room => room.version.name))).map(head => [head.name, head]))
    for (const room of watched) {
      const head = heads.get(room.version.name)
      if (head?.seq !== room.version.seq || head.epoch !== room.version.epoch) await room.catchUp()
    }
    for (const connection of connections()) connection.askAgain()
    await applyLocks()
    if (++polls % USERS_EVERY === 0) await closeRevoked()
  }
  const report = (error: unknown) => {
    if (!(error instanceof EpochMismatch)) services.log.warn({ err: error }, 'documents not looked at')
  }
  const polling = createSingleFlight(() => poll().catch(report))
  const sweep = () => void polling.run()
  const poller = setInterval(sweep, services.timings.documentSweepMs)
  services.cluster.listen({
    documents(names) {
      for (const name of names) entries.get(name)?.room.then(room => (room.clients.size > 0 ? room.catchUp() : undefined)).catch(report)
    },
    reconnected: sweep,
  })
  const nothing = awarenessMessage([])
  const keeper = setInterval(() => {
    for (const connection of connections()) connection.keepAlive(nothing)
  }, services.timings.yjsSilenceMs / 4)

  return {
    borrow,
    open,
    connections,
    countByKind() {
      const counts = { votes: 0, sheet: 0 }
      for (const { document } of loaded) counts[document.kind]++
      return counts
    },
    async leaveOldEpoch(document) {
      const room = await entries.get(documentName(document))?.room.catch(() => undefined)
      await room?.catchUp().catch(report)
    },
    applyLocks,
    async close() {
      clearInterval(poller)
      clearInterval(keeper)
      await polling.idle()
      for (const [name, entry] of entries) drop(name, entry)
      await Promise.all([...loaded].map(room => room.idle()))
    },
  }
}
