import type { Columns } from '../columns'

export function feedTables(c: Columns) {
  /** The database's epochs. One is made with the database, others by a restore or by `epoch new`. */
  const epochs = c.table('epochs', {
    id: c.text('id').primaryKey(),
    born_at: c.instant('born_at').notNull(),
    /** Epochs are never erased; the current one has the highest ordinal. */
    ordinal: c.integer('ordinal').notNull().unique(),
  })

  /** Its row is the lock that makes rev order commit order. */
  const feeds = c.table('feeds', {
    name: c.feedName('name').primaryKey(),
    rev: c.integer('rev').notNull(),
    changed_at: c.instant('changed_at').notNull(),
    /** Tombstones up to here are gone: an older cursor gets a snapshot. */
    min_rev: c.integer('min_rev').notNull(),
    min_changed_at: c.instant('min_changed_at').notNull(),
    /** The number of live rows and the sum of their revs, at `counted_rev`. They are true only while that is `rev`. */
    live_rows: c.integer('live_rows').notNull().default(0),
    live_sum: c.real('live_sum').notNull().default(0),
    counted_rev: c.integer('counted_rev').notNull().default(0),
  })

  /** One current row, or a tombstone (no body), for each thing and feed. */
  const feedRows = c.table('feed_rows', {
    feed: c.feedName('feed').notNull().references(() => feeds.name, { onDelete: 'cascade' }),
    kind: c.text('kind').notNull(),
    entity_id: c.text('entity_id').notNull(),
    rev: c.integer('rev').notNull(),
    /** The value as JSON text, ready to send; null is a tombstone. */
    body: c.text('body'),
    changed_at: c.instant('changed_at').notNull(),
  }, t => [
    // A thing is looked for in all feeds, a feed in the order of its revs.
    c.primaryKey({ columns: [t.kind, t.entity_id, t.feed] }),
    c.uniqueIndex('feed_rows_rev').on(t.feed, t.rev),
  ])

  return { epochs, feeds, feedRows }
}
