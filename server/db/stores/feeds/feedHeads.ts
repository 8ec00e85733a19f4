import { inArray, sql } from 'drizzle-orm'
import type { FeedName } from '../../../../shared/feedName'
import type { Instant } from '../../../../shared/model/instant'
import { inJson } from '../../inJson'
import { prepared } from '../../preparedQuery'
import type { RowChange } from './feeds'

export interface FeedHeadRow {
  name: FeedName
  rev: number
  changed_at: Instant
  min_rev: number
  min_changed_at: Instant
  live_rows: number
  live_sum: number
  counted_rev: number
}

/** The head of a feed to which nothing was written yet. */
export const emptyHead = (name: FeedName, at: Instant): FeedHeadRow =>
  ({ name, rev: 0, changed_at: at, min_rev: 0, min_changed_at: at, live_rows: 0, live_sum: 0, counted_rev: 0 })

/** The head at the moment of its lock, with the database's epoch then; the epoch is empty if there is none. */
export type LockedHead = FeedHeadRow & { epoch: string }

export const headsOf = prepared((db, { feeds }, { names }: { names: FeedName[] }) =>
  db.select().from(feeds).where(inArray(feeds.name, names)))
export const headsOfMany = prepared((db, { feeds }, { names }: { names: string }) =>
  db.select().from(feeds).where(inJson(db, feeds.name, names)))

// The name is not set again: for a key that others refer to, the database would check all of the references.
export const lockAll = prepared((db, { feeds, epochs }, { rows }: { rows: FeedHeadRow[] }) =>
  db.insert(feeds).values(rows).onConflictDoUpdate({ target: feeds.name, set: { rev: sql`${feeds.rev}` } }).returning({
    name: feeds.name, rev: feeds.rev, changed_at: feeds.changed_at, min_rev: feeds.min_rev, min_changed_at: feeds.min_changed_at,
    live_rows: feeds.live_rows, live_sum: feeds.live_sum, counted_rev: feeds.counted_rev,
    epoch: sql<string | null>`(select ${epochs.id} from ${epochs} order by ${epochs.ordinal} desc limit 1)`,
  }))

// The rows exist already: the upsert is the way to update several at once.
export const raiseAll = prepared((db, { feeds }, { rows }: { rows: FeedHeadRow[] }) =>
  db
    .insert(feeds)
    .values(rows)
    .onConflictDoUpdate({
      target: feeds.name,
      set: {
        rev: sql`excluded.rev`, changed_at: sql`excluded.changed_at`,
        live_rows: sql`excluded.live_rows`, live_sum: sql`excluded.live_sum`, counted_rev: sql`excluded.counted_rev`,
      },
    }),
)

/** Counts on from a head whose counts are true; otherwise they stay as they are, until the feed is counted again. */
export function countOn(
  head: FeedHeadRow,
  changes: readonly { rev: number; change: RowChange }[],
): Pick<FeedHeadRow, 'live_rows' | 'live_sum' | 'counted_rev'> {
  let { live_rows, live_sum, counted_rev } = head
  if (counted_rev !== head.rev) return { live_rows, live_sum, counted_rev }
  for (const { rev, change: { body, was } } of changes) {
    live_rows += Number(body !== null) - Number(was !== null)
    live_sum += (body === null ? 0 : rev) - (was ?? 0)
    counted_rev = rev
  }
  return { live_rows, live_sum, counted_rev }
}
