import type { FeedHead } from '../../shared/contract/feeds'
import type { Feed } from './feed'

/** `moving`: so much changes just now that both were never seen at the same rev. */
export type Comparison =
  | { is: 'same'; rows: number }
  | { is: 'different'; rows: number; serverRows: number }
  | { is: 'moving' }

const TRIES = 5

/** Counts and checksums say something only at the same rev: who is behind catches up first, who is ahead asks again. */
export async function compareFeed(feed: Pick<Feed, 'standing' | 'reach' | 'settled'>, ask: () => Promise<FeedHead>): Promise<Comparison> {
  await feed.settled()
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const head = await ask()
    if (!isAt(feed.standing, head) && !isAhead(feed.standing, head)) await feed.reach()
    const own = feed.standing
    if (own === null || !isAt(own, head)) continue
    if (own.n === head.n && own.sum === head.sum) return { is: 'same', rows: own.n }
    return { is: 'different', rows: own.n, serverRows: head.n }
  }
  return { is: 'moving' }
}

const isAt = (own: Feed['standing'], head: FeedHead): boolean => own?.epoch === head.epoch && own.rev === head.rev
const isAhead = (own: Feed['standing'], head: FeedHead): boolean => own !== null && own.epoch === head.epoch && own.rev > head.rev
