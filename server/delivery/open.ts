import type { FeedName } from '../../shared/feedName'
import type { FeedRow } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { instantOf, msOf, parseInstant, type Instant } from '../../shared/model/instant'
import { formatCursor, parseCursor } from '../../shared/rules/cursor'
import type { StoredRow } from '../db/stores/feeds/feeds'
import { emptyHead, type FeedHeadRow } from '../db/stores/feeds/feedHeads'
import type { Stores } from '../db/stores/stores'

/** A reader's start: they ask for the rows after `rev`, and have seen no row that tombstones up to `base` delete. */
interface Start {
  mode: 'delta' | 'snapshot'
  rev: number
  base: number
}

/** A page of a feed as stored: bodies are still JSON text. */
export interface StoredPage {
  mode: 'delta' | 'snapshot'
  epoch: string
  head: number
  rows: StoredRow[]
  cursor: string
  at: Instant
  more: boolean
  /** False if `since` was given and could not be used: the reader has to begin anew. */
  usable: boolean
}

/** The database's epoch, and a feed's place in it. */
export interface FeedPosition {
  epoch: { id: string; born_at: Instant }
  head: FeedHeadRow
}

const snapshotOf = (head: FeedHeadRow): Start => ({ mode: 'snapshot', rev: 0, base: head.rev })

/**
 * [FEED-6] Finds the start for `since`: a cursor of this epoch within the kept history, or a moment within it; null if
 * it is neither.
 */
async function startAt(stores: Stores, { head, epoch }: FeedPosition, since: string): Promise<Start | null> {
  const cursor = parseCursor(since)
  if (cursor) {
    const base = cursor.base ?? cursor.rev
    if (cursor.epoch !== epoch.id || base > head.rev || cursor.rev > base || base < head.min_rev) return null
    return { mode: 'delta', rev: cursor.rev, base }
  }
  const moment = parseInstant(since)
  if (!moment || moment < epoch.born_at || moment < head.min_changed_at && head.min_rev > 0) return null
  const rev = Math.max(await stores.feeds.revAt(head.name, instantOf(msOf(moment) - limits.cursorSafetyMs)), head.min_rev)
  return { mode: 'delta', rev, base: rev }
}

/** The heads of these feeds, each at its place in the list. */
export async function feedPositions({ feeds }: Stores, names: readonly FeedName[]): Promise<FeedPosition[]> {
  const epoch = await feeds.epoch()
  if (!epoch) throw new Error('the database has no epoch')
  const heads = new Map((await feeds.heads([...new Set(names)])).map(head => [head.name, head]))
  return names.map(name => ({
    epoch,
    head: heads.get(name) ?? emptyHead(name, epoch.born_at),
  }))
}

/** So many rows are read at once if only a number of characters is wanted. */
const STEP_ROWS = 100

interface Wanted {
  since: string | undefined
  limit: number
  /** Reading ends above this size: the result is then no page, but is known to be too large. */
  chars?: number
}

/** The rows after the start, and one more than wanted, which shows that there are more. */
async function rowsFrom(
  stores: Stores,
  feed: FeedName,
  { start, limit, chars }: { start: Start } & Omit<Wanted, 'since'>,
): Promise<StoredRow[]> {
  if (chars === undefined) return stores.feeds.rowsAfter(feed, { ...start, limit: limit + 1 })
  const rows: StoredRow[] = []
  for (let { rev } = start; ;) {
    const some = await stores.feeds.rowsAfter(feed, { rev, base: start.base, limit: Math.min(STEP_ROWS, limit + 1 - rows.length) })
    rows.push(...some)
    if (some.length < STEP_ROWS || rows.length > limit || charsOf({ rows }) > chars) return rows
    rev = some.at(-1)?.rev ?? rev
  }
}

/** Reads a page of a feed that exists; `stores` must stand on the snapshot that gave its head. */
export async function readFrom(stores: Stores, at: FeedPosition, { since, limit, chars }: Wanted): Promise<StoredPage> {
  const { epoch, head } = at
  const asked = since === undefined ? snapshotOf(head) : await startAt(stores, at, since)
  const start = asked ?? snapshotOf(head)
  // A reader at the head gets an answer without a read.
  const rows = start.rev === head.rev ? [] : await rowsFrom(stores, head.name, { start, limit, ...(chars === undefined ? {} : { chars }) })
  const more = rows.length > limit
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  // A page within a snapshot remembers the head at which it began: below it no tombstone is needed.
  const cursor = more && last ? formatCursor(epoch.id, last.rev, Math.max(start.base, last.rev)) : formatCursor(epoch.id, head.rev)
  return { mode: start.mode, epoch: epoch.id, head: head.rev, rows: page, cursor, at: head.changed_at, more, usable: asked !== null }
}

/** Reads a page; `stores` must stand on a snapshot, so that head and rows are of one moment. */
export async function readFeed(stores: Stores, feed: FeedName, since: string | undefined, limit: number): Promise<StoredPage> {
  const [at] = await feedPositions(stores, [feed])
  if (!at) throw new Error(`no standing of ${feed}`)
  return readFrom(stores, at, { since, limit })
}

/** The number of characters of the rows after `since`: large answers go over compressed HTTP. */
export const charsOf = ({ rows }: Pick<StoredPage, 'rows'>): number => rows.reduce((sum, row) => sum + (row.body?.length ?? 0) + 80, 0)

export const asFeedRow = (row: StoredRow): FeedRow => row.body === null
  ? { kind: row.kind as FeedRow['kind'], id: row.entity_id, rev: row.rev, op: 'delete' }
  : { kind: row.kind as FeedRow['kind'], id: row.entity_id, rev: row.rev, op: 'put', value: JSON.parse(row.body) as unknown }
