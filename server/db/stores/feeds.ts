import { and, count, desc, eq, gt, inArray, isNotNull, isNull, lte, max, or, sql, sum } from 'drizzle-orm'
import type { RowKind } from '../../../shared/contract/feeds'
import { instantAfter, type Instant } from '../../../shared/model/instant'
import { inChunks, chunksOf } from '../chunks'
import type { Database } from '../database'
import { keptQuery } from '../kept'

export interface FeedHeadRow {
  name: string
  rev: number
  changed_at: Instant
  min_rev: number
  min_changed_at: Instant
}

/** A row as stored: body is the value's JSON text, null on a tombstone. */
export interface StoredRow {
  kind: string
  entity_id: string
  rev: number
  body: string | null
}

/** Where a thing stands now, or shall stand: in which feed, with which body. */
export interface Placement {
  feed: string
  kind: RowKind
  id: string
  body: string
}

export interface RowChange {
  kind: RowKind
  id: string
  body: string | null
}

const newestEpoch = keptQuery((db, { epochs }) => db.select({ id: epochs.id, born_at: epochs.born_at }).from(epochs).orderBy(desc(epochs.ordinal)).limit(1))

const headsOf = keptQuery((db, { feeds }, { names }: { names: string[] }) => db.select().from(feeds).where(inArray(feeds.name, names)))

// The name is no part of what is set: a key that others refer to would make the database look at all of them.
const lockOne = keptQuery((db, { feeds }, { name, now }: { name: string; now: Instant }) =>
  db.insert(feeds).values({ name, rev: 0, changed_at: now, min_rev: 0, min_changed_at: now })
    .onConflictDoUpdate({ target: feeds.name, set: { rev: sql`${feeds.rev}` } }).returning())

const placements = keptQuery((db, { feedRows }, { kind, ids, feed }: { kind: RowKind; ids: string[]; feed?: string | undefined }) =>
  db.select({ feed: feedRows.feed, id: feedRows.entity_id, body: feedRows.body }).from(feedRows)
    .where(and(eq(feedRows.kind, kind), inArray(feedRows.entity_id, ids), isNotNull(feedRows.body), feed === undefined ? undefined : eq(feedRows.feed, feed))))

type FeedRowValues = Database['t']['feedRows']['$inferInsert']
const putRows = keptQuery((db, { feedRows }, { rows }: { rows: FeedRowValues[] }) => db.insert(feedRows).values(rows).onConflictDoUpdate({
  target: [feedRows.feed, feedRows.kind, feedRows.entity_id],
  set: { rev: sql`excluded.rev`, body: sql`excluded.body`, changed_at: sql`excluded.changed_at` },
}))

const raise = keptQuery((db, { feeds }, { name, ...head }: { name: string; rev: number; changed_at: Instant }) => db.update(feeds).set(head).where(eq(feeds.name, name)))

const storedRow = ({ feedRows }: Database['t']) => ({ kind: feedRows.kind, entity_id: feedRows.entity_id, rev: feedRows.rev, body: feedRows.body })

const rowsAfter = keptQuery((db, t, { feed, rev, limit }: { feed: string; rev: number; limit: number }) =>
  db.select(storedRow(t)).from(t.feedRows).where(and(eq(t.feedRows.feed, feed), gt(t.feedRows.rev, rev))).orderBy(t.feedRows.rev).limit(limit))

export function feedStore(db: Database) {
  const { epochs, feeds, feedRows } = db.t

  return {
    /** The database's current epoch; null before the first was made. */
    async epoch() {
      return (await newestEpoch(db, {}))[0] ?? null
    },

    async newEpoch(id: string, now: Instant) {
      const [last] = await db.select({ ordinal: max(epochs.ordinal) }).from(epochs)
      await db.insert(epochs).values({ id, born_at: now, ordinal: (last?.ordinal ?? 0) + 1 })
    },

    async heads(names: readonly string[]): Promise<FeedHeadRow[]> {
      return inChunks(names, chunk => headsOf(db, { names: chunk }))
    },

    /**
     * Takes the feeds' locks to the end of the transaction, in the order of their names, so that
     * two transactions never wait for each other. A feed is made when it is first written to.
     */
    async lock(names: readonly string[], now: Instant): Promise<Map<string, FeedHeadRow>> {
      const heads = new Map<string, FeedHeadRow>()
      for (const name of [...names].sort()) {
        const [head] = await lockOne(db, { name, now })
        if (head) heads.set(name, head)
      }
      return heads
    },

    /** Where these things stand now, in any feed, or in the one given. */
    async placementsOf(kind: RowKind, ids: readonly string[], feed?: string): Promise<Placement[]> {
      const rows = await inChunks(ids, chunk => placements(db, { kind, ids: chunk, feed }))
      return rows.flatMap(row => (row.body === null ? [] : [{ feed: row.feed, id: row.id, kind, body: row.body }]))
    },

    /** Gives each change the next rev of a feed that the caller has locked; answers the new head. */
    async write(head: FeedHeadRow, changes: readonly RowChange[], now: Instant): Promise<FeedHeadRow> {
      let { rev, changed_at } = head
      const rows = changes.map((change) => {
        rev += 1
        changed_at = instantAfter(changed_at, now)
        return { feed: head.name, kind: change.kind, entity_id: change.id, rev, body: change.body, changed_at }
      })
      for (const chunk of chunksOf(rows)) await putRows(db, { rows: chunk })
      await raise(db, { name: head.name, rev, changed_at })
      return { ...head, rev, changed_at }
    },

    /** Rows after `rev` in their order. Tombstones up to `base` are left out: a snapshot never showed what they bury. */
    async rowsAfter(feed: string, range: { rev: number; base: number; limit: number }): Promise<StoredRow[]> {
      if (range.base <= range.rev) return rowsAfter(db, { feed, rev: range.rev, limit: range.limit })
      return db.select(storedRow(db.t)).from(feedRows)
        .where(and(eq(feedRows.feed, feed), gt(feedRows.rev, range.rev), or(isNotNull(feedRows.body), gt(feedRows.rev, range.base))))
        .orderBy(feedRows.rev).limit(range.limit)
    },

    /** How many rows, and how many characters of body, come after `rev`. */
    async sizeAfter(feed: string, rev: number) {
      const [size] = await db.select({ rows: count(), chars: sum(sql`length(${feedRows.body})`).mapWith(Number) })
        .from(feedRows).where(and(eq(feedRows.feed, feed), gt(feedRows.rev, rev)))
      return { rows: size?.rows ?? 0, chars: size?.chars ?? 0 }
    },

    /** The highest rev that is surely not younger than the moment: rows move up when they change, never down. */
    async revAt(feed: string, moment: Instant): Promise<number> {
      const [row] = await db.select({ rev: max(feedRows.rev) }).from(feedRows)
        .where(and(eq(feedRows.feed, feed), lte(feedRows.changed_at, moment)))
      return row?.rev ?? 0
    },

    /** Count and sum of revs of the live rows: what a client compares itself with. */
    async checksum(feed: string) {
      const [row] = await db.select({ n: count(), sum: sum(feedRows.rev).mapWith(Number) })
        .from(feedRows).where(and(eq(feedRows.feed, feed), isNotNull(feedRows.body)))
      return { n: row?.n ?? 0, sum: row?.sum ?? 0 }
    },

    /** Forgets tombstones changed before the moment; cursors older than the youngest of them get a snapshot from then on. */
    async prune(feed: string, moment: Instant) {
      const old = and(eq(feedRows.feed, feed), isNull(feedRows.body), lte(feedRows.changed_at, moment))
      const [youngest] = await db.select({ rev: feedRows.rev, at: feedRows.changed_at }).from(feedRows).where(old).orderBy(desc(feedRows.rev)).limit(1)
      if (!youngest) return
      await db.delete(feedRows).where(old)
      await db.update(feeds).set({ min_rev: youngest.rev, min_changed_at: youngest.at }).where(eq(feeds.name, feed))
    },
  }
}
