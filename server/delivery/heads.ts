import type { FeedHead } from '../../shared/contract/feeds'
import { formatCursor } from '../../shared/rules/cursor'
import type { FeedName } from '../../shared/feedName'
import type { Stores } from '../db/stores/stores'
import { feedPositions } from './open'
import { BoundedMap } from '../concurrency/boundedMap'

/** Beyond so many feeds, the checksums that were unused for longest are forgotten. */
const KEPT = 20_000

/**
 * The heads of these feeds with count and sum of their rows, each at its place in the list. `stores` must stand on a
 * snapshot, so that rev and checksum are of one moment.
 */
export type ReadHeads = (stores: Stores, names: readonly FeedName[]) => Promise<FeedHead[]>

/**
 * Count and sum stand with the head. Only where an older version wrote last they are counted; rows change together with
 * their feed's rev, so a feed with the same rev is not counted again.
 */
export function createHeads(): ReadHeads {
  const counted = new BoundedMap<string, FeedHead>(KEPT)
  const keep = (head: FeedHead) => {
    counted.set(head.feed, head)
  }
  return async (stores, names) => {
    const all = await feedPositions(stores, names)
    const isKnown = ({ epoch, head }: typeof all[number]) =>
      head.counted_rev === head.rev || counted.get(head.name)?.cursor === formatCursor(epoch.id, head.rev)
    const checksums = await stores.feeds.checksums(all.filter(at => !isKnown(at)).map(({ head }) => head))
    return all.map(({ epoch, head: { name: feed, rev, counted_rev, live_rows, live_sum } }) => {
      const at = { feed, epoch: epoch.id, rev, cursor: formatCursor(epoch.id, rev) }
      if (counted_rev === rev) return { ...at, n: live_rows, sum: live_sum }
      const { n, sum } = checksums.get(feed) ?? counted.get(feed) ?? { n: 0, sum: 0 }
      const head = { ...at, n, sum }
      keep(head)
      return head
    })
  }
}
