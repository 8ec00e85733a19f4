import { unwrap } from 'idb'
import type { FeedName } from '../../shared/contract/feeds'
import { parseCursor } from '../../shared/rules/cursor'
import type { FeedStep, PersonRows, RowStore, StoredFeed } from '../sync/feedTransport'
import type { LocalDatabase } from './database'
import type { LocalStore } from './localStore'
import { MemoryRowStore } from './memoryRows'

const rowsOf = (feed: FeedName): IDBKeyRange => IDBKeyRange.bound([feed], [feed, []])

/**
 * Rows kept on this device. Several tabs write to the same database without knowing of each other:
 * a step counts only where it leads on from what is kept, and no row replaces a newer one.
 */
export class LocalRowStore implements PersonRows {
  /** The rows of a browser that keeps nothing: coming back to a face still fetches only the changes. */
  readonly #spare = new MemoryRowStore()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(private readonly local: LocalStore) {}

  get who(): string | null {
    return this.local.who
  }

  load(feed: FeedName): Promise<StoredFeed | null> {
    return this.#inTurn(db => (db ? read(db, feed) : this.#spare.load(feed)))
  }

  apply(step: FeedStep, base: string | null): void {
    this.#later(db => (db ? write(db, step, base) : this.#spare.apply(step)))
  }

  clear(feed: FeedName): void {
    this.#later(db => (db ? remove(db, feed) : this.#spare.clear(feed)))
  }

  /** Takes over what a guest's store has: everybody may see it, so nobody has to fetch it twice. */
  adopt(feed: FeedName, from: RowStore): void {
    this.#later(async db => {
      const found = await from.load(feed)
      if (!found) return
      const step: FeedStep = { feed, replace: true, ...found, cause: 'stored' }
      await (db ? write(db, step, null) : this.#spare.apply(step))
    })
  }

  /** Once everything given so far is kept, or could not be. */
  settled(): Promise<void> {
    return this.#turn.then(() => undefined)
  }

  close(): void {
    this.local.close()
  }

  #later(work: (db: LocalDatabase | null) => Promise<void> | void): void {
    void this.#inTurn(work).catch((error: unknown) => this.local.failed(error))
  }

  #inTurn<T>(work: (db: LocalDatabase | null) => Promise<T> | T): Promise<T> {
    const done = this.#turn.then(async () => work(await this.local.db))
    this.#turn = done.catch(() => undefined)
    return done
  }
}

async function read(db: LocalDatabase, feed: FeedName): Promise<StoredFeed | null> {
  const tx = db.transaction(['rows', 'feeds'])
  const [kept, rows] = await Promise.all([tx.objectStore('feeds').get(feed), tx.objectStore('rows').getAll(rowsOf(feed))])
  return kept ? { cursor: kept.cursor, rows } : null
}

/** [LOCAL-1] Rows and cursor in one transaction; a step that does not lead on from what is kept is left out whole. */
async function write(db: LocalDatabase, step: FeedStep, base: string | null): Promise<void> {
  const tx = db.transaction(['rows', 'feeds'], 'readwrite', { durability: 'relaxed' })
  try {
    const keptRev = leadsOn((await tx.objectStore('feeds').get(step.feed))?.cursor ?? null, step, base)
    if (keptRev !== null) await putStep(unwrap(tx.objectStore('rows')), unwrap(tx.objectStore('feeds')), step, keptRev)
  } catch (error) {
    tx.done.catch(() => undefined)
    tx.abort()
    throw error
  }
  await tx.done
}

/** So many rows take a slow phone about a tenth of a second. */
const PIECE = 200

/**
 * Uses the browser's own stores: a promise for each of 10,000 rows would take longer than storing them.
 * The rows go in pieces of one transaction, so that the page can answer in between.
 */
async function putStep(
  rows: IDBObjectStore, feeds: IDBObjectStore, { feed, replace, rows: changed, cursor }: FeedStep, keptRev: number,
): Promise<void> {
  if (replace) rows.delete(rowsOf(feed))
  const news = changed.filter(row => row.rev > keptRev)
  for (let from = 0; from < news.length; from += PIECE) {
    const requests = news.slice(from, from + PIECE).map(row => (
      row.op === 'put' ? rows.put(row, [feed, row.kind, row.id]) : rows.delete([feed, row.kind, row.id])
    ))
    await done(requests.at(-1)!)
  }
  feeds.put({ cursor }, feed)
}

const done = (request: IDBRequest): Promise<void> => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve()
  request.onerror = () => reject(request.error ?? new Error('The row could not be kept'))
})

/** The rev up to which the rows are kept already, or null where the step is of no use: too old, or after a gap. */
function leadsOn(keptCursor: string | null, { replace, cursor }: FeedStep, base: string | null): number | null {
  const [kept, to, from] = [parseCursor(keptCursor ?? ''), parseCursor(cursor), parseCursor(base ?? '')]
  if (!to) return null
  const isSameEpoch = kept?.epoch === to.epoch
  if (replace) return isSameEpoch && kept.rev > to.rev ? null : -1
  const isWithin = isSameEpoch && from?.epoch === to.epoch && from.rev <= kept.rev && kept.rev < to.rev
  return isWithin ? kept.rev : null
}

async function remove(db: LocalDatabase, feed: FeedName): Promise<void> {
  const tx = db.transaction(['rows', 'feeds'], 'readwrite')
  await Promise.all([tx.objectStore('rows').delete(rowsOf(feed)), tx.objectStore('feeds').delete(feed), tx.done])
}
