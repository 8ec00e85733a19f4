import { documentName, type DocumentName } from '../../shared/documentName'
import type { CollabServices } from './collabServices'
import { loadRoom } from './loadRoom'
import { EpochMismatch } from './persistence'
import type { Room } from './room'

interface Entry {
  room: Promise<Room>
  holds: number
  timer: NodeJS.Timeout | undefined
  /** Other servers need no longer tell of its document. */
  leave: () => void
}

/** A room on loan: it stays in memory until it is given back. */
export interface Lease {
  room: Room
  release: () => void
}

export interface RoomPool {
  borrow: (document: DocumentName) => Promise<Lease>
  /** Borrows a room to read it. Its document includes the updates that other servers wrote while the room was empty. */
  open: (document: DocumentName) => Promise<Lease>
  /** The rooms in memory that are loaded. */
  loaded: ReadonlySet<Room>
  /** The room of that name, once it is loaded; undefined if it is not in memory. */
  find: (name: string) => Promise<Room> | undefined
  /** Drops all rooms and resolves when their writes are done. */
  close: () => Promise<void>
}

/** Keeps rooms in memory while somebody holds them, and `roomLingerMs` longer. */
export function createRoomPool(services: CollabServices): RoomPool {
  const entries = new Map<string, Entry>()
  const loaded = new Set<Room>()

  async function load(document: DocumentName): Promise<Room> {
    const room = await loadRoom(services, document)
    loaded.add(room)
    return room
  }

  function drop(name: string, entry: Entry): void {
    clearTimeout(entry.timer)
    entry.leave()
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
    const leave = services.cluster.serve('documents', name)
    const entry: Entry = { room: load(document), holds: 0, timer: undefined, leave }
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

  return {
    borrow,
    open,
    loaded,
    find: name => entries.get(name)?.room,
    async close() {
      for (const [name, entry] of entries) drop(name, entry)
      await Promise.all([...loaded].map(room => room.idle()))
    },
  }
}
