import type { FeedName } from '../../shared/feedName'
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { FeedRow } from '../../shared/contract/feeds'
import type { OutboxItem } from './outbox/item'
import type { KeptEdit } from '../documents/documentStorage'

/** A piece of a document, as Yjs writes it. */
export interface KeptUpdate {
  document: string
  epoch: string
  /** The tab whose change it is, until the server has it; null: the server's. */
  owner: string | null
  update: Uint8Array
}

export interface LocalSchema extends DBSchema {
  /** The rows of feeds, by feed, kind and id. */
  rows: { key: [feed: FeedName, kind: string, id: string]; value: FeedRow }
  /** The cursor of each feed, by its name. */
  feeds: { key: string; value: { cursor: string } }
  /** The outbox, by place in the queue. */
  outbox: { key: number; value: OutboxItem }
  /** The epoch of each document's copy and what one may do with it, by the document's name. */
  documents: { key: string; value: { epoch: string; mode: 'rw' | 'ro' } }
  updates: { key: number; value: KeptUpdate; indexes: { copy: [document: string, epoch: string] } }
  /** The changes that the server lacks, by the tab that answers for them, the document, root and key. */
  edits: { key: [owner: string, document: string, id: string]; value: KeptEdit }
}
export type LocalDatabase = IDBPDatabase<LocalSchema>

const VERSION = 3
const PLAIN = ['rows', 'feeds', 'outbox', 'documents', 'edits'] as const

/** One database for each source, server and person (null: the guest), so that none ever mix. */
export const databaseName = (source: string, server: string, who: string | null): string => `${source} ${server} ${who ?? 'guest'}`

/** `closed` is called when it is of no use any more: deleted in another tab, or wanted there in a newer form. */
export async function openDatabase(name: string, closed: () => void): Promise<LocalDatabase> {
  let giveUp: (why: Error) => void = () => undefined
  const isBlocked = new Promise<never>((_, reject) => {
    giveUp = reject
  })
  const opened = openDB<LocalSchema>(name, VERSION, {
    upgrade: db => {
      for (const name of PLAIN) if (!db.objectStoreNames.contains(name)) db.createObjectStore(name)
      if (!db.objectStoreNames.contains('updates'))
        db.createObjectStore('updates', { autoIncrement: true }).createIndex('copy', ['document', 'epoch'])
    },
    blocked: () => giveUp(new Error('an older tab holds the database')),
    blocking: (_now, _wanted, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
      closed()
    },
    terminated: closed,
  })
  opened.catch(() => undefined)
  return Promise.race([opened, isBlocked])
}
