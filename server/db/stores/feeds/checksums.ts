import type { FeedName } from '../../../../shared/feedName'
import { setImmediate } from 'node:timers/promises'
import { and, count, eq, gt, isNotNull, max, sql, sum } from 'drizzle-orm'
import { inPieces } from '../../../concurrency/inPieces'
import type { Database } from '../../database'
import { inJson } from '../../inJson'
import { prepared } from '../../preparedQuery'

/** The number of a feed's live rows and the sum of their revs, with which a client compares its own. */
export interface Checksum {
  n: number
  sum: number
}
interface Head {
  name: FeedName
  rev: number
}

/** After so many counted rows others are served. */
const AT_ONCE = 2_000

const countTogether = prepared((db, { feedRows }, { names }: { names: string }) =>
  db.select({ feed: feedRows.feed, n: count(), sum: sum(feedRows.rev).mapWith(Number) }).from(feedRows)
    .where(and(inJson(db, feedRows.feed, names), isNotNull(feedRows.body))).groupBy(feedRows.feed))

const countPiece = prepared((db, { feedRows }, { feed, after, limit }: { feed: FeedName; after: number; limit: number }) => {
  const piece = db.select({ rev: feedRows.rev, body: feedRows.body }).from(feedRows)
    .where(and(eq(feedRows.feed, feed), gt(feedRows.rev, after))).orderBy(feedRows.rev).limit(limit).as('piece')
  return db.select({
    rows: count(), last: max(piece.rev), n: count(piece.body),
    sum: sql<number>`coalesce(sum(case when ${piece.body} is null then 0 else ${piece.rev} end), 0)`.mapWith(Number),
  }).from(piece)
})

async function countInPieces(db: Database, feed: FeedName): Promise<Checksum> {
  const total = { n: 0, sum: 0 }
  for (let after = 0; ;) {
    const [piece] = await countPiece(db, { feed, after, limit: AT_ONCE })
    if (!piece) return total
    total.n += piece.n
    total.sum += piece.sum
    if (piece.rows < AT_ONCE) return total
    after = piece.last ?? after
    await setImmediate()
  }
}

/**
 * Groups feeds that together have few enough rows to be counted at once; a large one stands alone. A feed has at most
 * as many rows as its rev says.
 */
function portionsOf(heads: readonly Head[]): Head[][] {
  const portions: Head[][] = []
  let room = 0
  for (const head of heads) {
    if (head.rev > room) {
      portions.push([])
      room = AT_ONCE
    }
    portions.at(-1)?.push(head)
    room -= head.rev
  }
  return portions
}

/** The checksums of the feeds that exist, by name. Counting many rows serves others now and then. */
export async function checksumsOf(db: Database, heads: readonly Head[]): Promise<Map<string, Checksum>> {
  const all = new Map(heads.map(({ name }): [string, Checksum] => [name, { n: 0, sum: 0 }]))
  await inPieces(portionsOf(heads.filter(({ rev }) => rev > 0)), async (portion) => {
    const [first] = portion
    if (first && first.rev > AT_ONCE) all.set(first.name, await countInPieces(db, first.name))
    else
      for (const { feed, n, sum } of await countTogether(db, { names: JSON.stringify(portion.map(({ name }) => name)) }))
        all.set(feed, { n, sum })
  })
  return all
}
