import type { FeedOpened } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import type { FeedName } from '../../shared/feedName'
import type { Config } from '../config/config'
import type { Database } from '../db/database'
import { storesOn, type Stores } from '../db/stores/stores'
import { batched } from '../concurrency/batch'
import type { Clock } from '../config/clock'
import { mayFollow, refusalTo, type Follower } from './audience'
import { asFeedRow, charsOf, readFrom, feedPositions, type FeedPosition } from './open'

type Opened = Extract<FeedOpened, { ok: true }>
interface Opening {
  feed: FeedName
  since: string | undefined
  /** The asker as they were authenticated. Their present right is asked for in the snapshot. */
  who: Omit<Follower, 'id'>
}
/** @throws Refusal `not_found`, `unauthenticated` */
export type OpenFeed = (opening: Opening) => Promise<Opened>

/** A page of a feed, or the address of one that is too large for the socket. */
async function answerOf(stores: Stores, at: FeedPosition, since: string | undefined): Promise<Opened> {
  const feed = at.head.name
  const read = await readFrom(stores, at, { since, limit: limits.feedPageRows, chars: limits.pushedBytes })
  if (charsOf(read) <= limits.pushedBytes)
    return { ok: true, feed, mode: read.mode, rows: read.rows.map(asFeedRow), cursor: read.cursor, at: read.at, more: read.more }
  const address = `/api/feeds/${encodeURIComponent(feed)}/changes`
  return {
    ok: true,
    feed,
    mode: read.mode,
    fetch: read.mode === 'delta' && since !== undefined ? `${address}?since=${encodeURIComponent(since)}` : address,
  }
}

/**
 * [RIGHT-5] Answers `feed:open` and `feed:more`: the right to read, the head and the page are of one snapshot. All
 * questions of one turn share it, and those with the same cursor share the page, because after a restart that is nearly
 * everybody.
 */
export const createOpenFeed = ({ db, config, clock }: { db: Database; config: Pick<Config, 'publicRead' | 'adminFactor'>; clock: Clock }): OpenFeed => batched(asked => db.snapshot(async (tx) => {
  const stores = storesOn(tx)
  const may = await mayFollow(asked, { stores, config, now: clock() })
  const standing = await feedPositions(stores, asked.map(({ feed }) => feed))
  const pages = new Map<string, Promise<Opened>>()
  const pageOf = (at: FeedPosition, since: string | undefined) => {
    const key = `${at.head.name} ${since ?? ''}`
    const page = pages.get(key) ?? answerOf(stores, at, since)
    pages.set(key, page)
    return page
  }
  const answers: (Opened | Error)[] = []
  for (const [place, { since, who }] of asked.entries()) {
    const at = standing[place]
    answers.push(at && may[place] ? await pageOf(at, since) : refusalTo(who))
  }
  return answers
}))
