import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { FeedRow } from '../../shared/contract/feeds'
import type { OutboxItem } from '../outbox/item'

interface Schema extends DBSchema {
  /** By feed, kind and id. */
  rows: { key: [feed: string, kind: string, id: string]; value: FeedRow }
  /** By name: where the rows of the feed stand. */
  feeds: { key: string; value: { cursor: string } }
  /** By place in the queue. */
  outbox: { key: number; value: OutboxItem }
}
export type LocalDatabase = IDBPDatabase<Schema>

const VERSION = 2
const STORES = ['rows', 'feeds', 'outbox'] as const

/** One database for each source, server and person (null: the guest), so that none ever mix. */
export const databaseName = (source: string, server: string, who: string | null): string => `${source} ${server} ${who ?? 'guest'}`

/** `closed` is called when it is of no use any more: deleted in another tab, or wanted there in a newer form. */
export async function openDatabase(name: string, closed: () => void): Promise<LocalDatabase> {
  let giveUp: (why: Error) => void = () => undefined
  const isBlocked = new Promise<never>((_, reject) => {
    giveUp = reject
  })
  const opened = openDB<Schema>(name, VERSION, {
    upgrade: db => {
      for (const name of STORES) if (!db.objectStoreNames.contains(name)) db.createObjectStore(name)
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
