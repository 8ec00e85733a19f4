import type { FeedName } from '../../../../shared/feedName'
import { and, count, desc, eq, gt, inArray, isNotNull, isNull, lte, max, ne, or, sql, sum } from 'drizzle-orm'
import type { RowKind } from '../../../../shared/contract/feeds'
import { instantAfter, type Instant } from '../../../../shared/model/instant'
import { inPieces } from '../../../concurrency/inPieces'
import { chunksOf, inChunks } from '../../../concurrency/chunks'
import { hotSize } from '../../hotSize'
import type { Database } from '../../database'
import { FEW } from '../../inJson'
import { prepared } from '../../preparedQuery'
import { checksumsOf, type Checksum } from './checksums'
import { countOn, emptyHead, headsOf, headsOfMany, lockAll, raiseAll, type FeedHeadRow, type LockedHead } from './feedHeads'

/** A row as stored: body is the value's JSON text, null on a tombstone. */
export interface StoredRow {
  kind: string
  entity_id: string
  rev: number
  body: string | null
}

/** The place of a thing in a feed, now or after the change, with its body. */
export interface Placement {
  feed: FeedName
  kind: RowKind
  id: string
  body: string
  /** The rev of the row that stands; none of one that is to be written. */
  rev?: number
}

export interface RowChange {
  kind: RowKind
  id: string
  body: string | null
  /** The rev of the live row that it replaces; null if there is none. */
  was: number | null
}

const newestEpoch = prepared((db, { epochs }) =>
  db.select({ id: epochs.id, born_at: epochs.born_at }).from(epochs).orderBy(desc(epochs.ordinal)).limit(1),
)

const placements = prepared((db, { feedRows }, { kind, ids, feed }: { kind: RowKind; ids: string[]; feed?: FeedName | undefined }) =>
  db
    .select({ feed: feedRows.feed, id: feedRows.entity_id, rev: feedRows.rev, body: feedRows.body })
    .from(feedRows)
    .where(
      and(
        eq(feedRows.kind, kind),
        inArray(feedRows.entity_id, ids),
        isNotNull(feedRows.body),
        feed === undefined ? undefined : eq(feedRows.feed, feed),
      ),
    ),
)

/** The placements of a few things, each with its kind, and with its feed if that is known. */
const placementsOfFew = prepared((db, { feedRows }, { things }: { things: { kind: RowKind; id: string; feed?: FeedName }[] }) =>
  db
    .select({ feed: feedRows.feed, kind: feedRows.kind, id: feedRows.entity_id, rev: feedRows.rev, body: feedRows.body })
    .from(feedRows)
    .where(
      and(
        isNotNull(feedRows.body),
        or(
          ...things.map(({ kind, id, feed }) =>
            and(eq(feedRows.kind, kind), eq(feedRows.entity_id, id), feed === undefined ? undefined : eq(feedRows.feed, feed)),
          ),
        ),
      ),
    ),
)

type FeedRowValues = Database['t']['feedRows']['$inferInsert']
const putRows = prepared((db, { feedRows }, { rows }: { rows: FeedRowValues[] }) => db.insert(feedRows).values(rows).onConflictDoUpdate({
  target: [feedRows.kind, feedRows.entity_id, feedRows.feed],
  set: { rev: sql`excluded.rev`, body: sql`excluded.body`, changed_at: sql`excluded.changed_at` },
}))

const storedRow = ({ feedRows }: Database['t']) => ({
  kind: feedRows.kind,
  entity_id: feedRows.entity_id,
  rev: feedRows.rev,
  body: feedRows.body,
})

const rowsAfter = prepared((db, t, { feed, rev, limit }: { feed: FeedName; rev: number; limit: number }) =>
  db
    .select(storedRow(t))
    .from(t.feedRows)
    .where(and(eq(t.feedRows.feed, feed), gt(t.feedRows.rev, rev)))
    .orderBy(t.feedRows.rev)
    .limit(limit),
)

export function feedStore(db: Database) {
  const { epochs, feeds, feedRows } = db.t

  /** The placements of these things, in any feed, or in the given one. */
  async function placementsOf(kind: RowKind, ids: readonly string[], feed?: FeedName): Promise<Placement[]> {
    const rows = await inChunks(ids, chunk => placements(db, { kind, ids: chunk, feed }), hotSize(db))
    return rows.flatMap(row => (row.body === null ? [] : [{ feed: row.feed, id: row.id, kind, rev: row.rev, body: row.body }]))
  }

  return {
    /** The climbs whose rows an older version wrote without their shown grade. */
    oldClimbRows: async (most: number): Promise<string[]> =>
      (await db.selectDistinct({ id: db.t.feedRows.entity_id }).from(db.t.feedRows)
        .where(and(eq(db.t.feedRows.kind, 'climb'), sql`${db.t.feedRows.body} not like '%"shown_grade_font"%'`)).limit(most)).map(row => row.id),

    /** The database's current epoch; null before the first was made. */
    async epoch() {
      return (await newestEpoch(db, {}))[0] ?? null
    },

    async newEpoch(id: string, now: Instant) {
      const [last] = await db.select({ ordinal: max(epochs.ordinal) }).from(epochs)
      await db.insert(epochs).values({ id, born_at: now, ordinal: (last?.ordinal ?? 0) + 1 })
    },

    async heads(names: readonly FeedName[]): Promise<FeedHeadRow[]> {
      if (names.length <= FEW) return names.length === 0 ? [] : headsOf(db, { names: [...names] })
      return inChunks(names, chunk => headsOfMany(db, { names: JSON.stringify(chunk) }))
    },

    /**
     * Takes the feeds' locks to the end of the transaction, in the order of their names, so that two transactions never
     * wait for each other. A feed is made when it is first written to.
     */
    async lock(names: readonly FeedName[], now: Instant): Promise<Map<FeedName, LockedHead>> {
      const rows = [...names].sort().map(name => emptyHead(name, now))
      const heads = new Map<FeedName, LockedHead>()
      for (const chunk of chunksOf(rows)) {
        for (const head of await lockAll(db, { rows: chunk })) heads.set(head.name, { ...head, epoch: head.epoch ?? '' })
      }
      return heads
    },

    placementsOf,

    /** The placements of things of several kinds; a few are looked for in one query. */
    async placementsIn(groups: readonly { kind: RowKind; feed: FeedName | null; ids: ReadonlySet<string> }[]): Promise<Placement[]> {
      if (groups.reduce((sum, { ids }) => sum + ids.size, 0) > FEW) {
        const all: Placement[] = []
        for (const { kind, feed, ids } of groups) all.push(...await placementsOf(kind, [...ids], feed ?? undefined))
        return all
      }
      const things = groups.flatMap(({ kind, feed, ids }) => [...ids].map(id => ({ kind, id, ...(feed === null ? {} : { feed }) })))
      return (await placementsOfFew(db, { things })) as Placement[]
    },

    /** Gives each change the next rev of its feed, which the caller has locked; answers the new heads. */
    async write(writes: readonly { head: LockedHead; rows: readonly RowChange[] }[], now: Instant): Promise<LockedHead[]> {
      const values: FeedRowValues[] = []
      const heads = writes.map(({ head, rows }) => {
        let { rev, changed_at } = head
        const counted: Parameters<typeof countOn>[1][number][] = []
        for (const change of rows) {
          const { kind, id, body } = change
          rev += 1
          changed_at = instantAfter(changed_at, now)
          counted.push({ rev, change })
          values.push({ feed: head.name, kind, entity_id: id, rev, body, changed_at })
        }
        return { ...head, ...countOn(head, counted), rev, changed_at }
      })
      await inPieces(chunksOf(values, hotSize(db)), async rows => void await putRows(db, { rows }))
      const raised = heads.map(({ epoch: _, ...head }) => head)
      for (const chunk of chunksOf(raised)) await raiseAll(db, { rows: chunk })
      return heads
    },

    /** The rows after `rev` in their order. Tombstones up to `base` are left out: a snapshot never showed what they delete. */
    async rowsAfter(feed: FeedName, range: { rev: number; base: number; limit: number }): Promise<StoredRow[]> {
      if (range.base <= range.rev) return rowsAfter(db, { feed, rev: range.rev, limit: range.limit })
      return db.select(storedRow(db.t)).from(feedRows)
        .where(and(eq(feedRows.feed, feed), gt(feedRows.rev, range.rev), or(isNotNull(feedRows.body), gt(feedRows.rev, range.base))))
        .orderBy(feedRows.rev).limit(range.limit)
    },

    /** The number of rows, and of characters of their bodies, after `rev`. */
    async sizeAfter(feed: FeedName, rev: number) {
      const [size] = await db.select({ rows: count(), chars: sum(sql`length(${feedRows.body})`).mapWith(Number) })
        .from(feedRows).where(and(eq(feedRows.feed, feed), gt(feedRows.rev, rev)))
      return { rows: size?.rows ?? 0, chars: size?.chars ?? 0 }
    },

    /** The highest rev that is surely not younger than the moment: rows move up when they change, never down. */
    async revAt(feed: FeedName, moment: Instant): Promise<number> {
      const [row] = await db.select({ rev: max(feedRows.rev) }).from(feedRows)
        .where(and(eq(feedRows.feed, feed), lte(feedRows.changed_at, moment)))
      return row?.rev ?? 0
    },

    checksums: (heads: readonly { name: FeedName; rev: number }[]): Promise<Map<string, Checksum>> => checksumsOf(db, heads),

    /** The feeds that an older version wrote to, so that their counts are not true; so many at most. */
    uncounted: async (most: number): Promise<FeedName[]> =>
      (await db.select({ name: feeds.name }).from(feeds).where(ne(feeds.counted_rev, feeds.rev)).limit(most)).map(({ name }) => name),

    /** Counts a feed whose lock the caller has. */
    async count(head: FeedHeadRow) {
      const { n, sum: live_sum } = (await checksumsOf(db, [head])).get(head.name) ?? { n: 0, sum: 0 }
      await db.update(feeds).set({ live_rows: n, live_sum, counted_rev: head.rev }).where(eq(feeds.name, head.name))
    },

    /** The feeds that hold tombstones changed before the moment. */
    async withTombstones(moment: Instant): Promise<FeedName[]> {
      const rows = await db
        .selectDistinct({ feed: feedRows.feed })
        .from(feedRows)
        .where(and(isNull(feedRows.body), lte(feedRows.changed_at, moment)))
        .orderBy(feedRows.feed)
      return rows.map(row => row.feed)
    },

    /** Deletes tombstones changed before the moment. Cursors older than the youngest of them get a snapshot from then on. */
    async prune(feed: FeedName, moment: Instant) {
      const old = and(eq(feedRows.feed, feed), isNull(feedRows.body), lte(feedRows.changed_at, moment))
      const [youngest] = await db
        .select({ rev: feedRows.rev, at: feedRows.changed_at })
        .from(feedRows)
        .where(old)
        .orderBy(desc(feedRows.rev))
        .limit(1)
      if (!youngest) return
      await db.delete(feedRows).where(old)
      await db.update(feeds).set({ min_rev: youngest.rev, min_changed_at: youngest.at }).where(eq(feeds.name, feed))
    },
  }
}
