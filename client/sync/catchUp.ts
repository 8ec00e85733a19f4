import type { FeedName, FeedOpened, FeedPage, FeedRow } from '../../shared/contract/feeds'
import type { Instant } from '../../shared/model/instant'
import { parseCursor, type CursorPlace } from '../../shared/rules/cursor'
import { rowKey, type FeedTransport } from './feedTransport'

export interface CaughtUp {
  mode: 'delta' | 'snapshot'
  rows: FeedRow[]
  cursor: string
  place: CursorPlace
  at: Instant
  bytes: number
}

export class CatchUpFailure extends Error {
  constructor(readonly code: string, message = code) {
    super(message)
  }
}

/**
 * Asks page after page and gives them back as one step, because only with the last page do the
 * rows together show the feed as it was at one rev. A page in mode `snapshot` starts over.
 */
export async function catchUp(
  transport: FeedTransport, feed: FeedName, since: string | undefined, isWanted: () => boolean,
): Promise<CaughtUp> {
  const rows = new Map<string, FeedRow>()
  let mode: CaughtUp['mode'] = 'delta'
  let bytes = 0
  let last: CursorPlace | null = null
  let answer = await transport.open(feed, since)
  for (;;) {
    if (!isWanted()) throw new CatchUpFailure('cancelled')
    const page = await pageOf(transport, answer)
    bytes += page.bytes
    if (page.mode === 'snapshot') {
      mode = 'snapshot'
      rows.clear()
    }
    for (const row of page.rows) {
      rows.delete(rowKey(row))
      rows.set(rowKey(row), row)
    }
    const place = parseCursor(page.cursor)
    if (!place) throw new CatchUpFailure('internal', 'not a cursor')
    if (!page.more) return { mode, rows: stepRows(mode, rows), cursor: page.cursor, place, at: page.at, bytes }
    if (last && last.epoch === place.epoch && last.rev >= place.rev) throw new CatchUpFailure('internal', 'pages do not advance')
    last = place
    answer = await transport.more(feed, page.cursor)
  }
}

/** A row that was put on one page and deleted on a later one is left out: a snapshot holds no deletes. */
const stepRows = (mode: CaughtUp['mode'], rows: Map<string, FeedRow>): FeedRow[] =>
  [...rows.values()].filter(row => mode === 'delta' || row.op === 'put')

async function pageOf(transport: FeedTransport, answer: FeedOpened): Promise<FeedPage & { bytes: number }> {
  if (!answer.ok) throw new CatchUpFailure(answer.error.code, answer.error.message)
  if (!('fetch' in answer)) return { ...answer, bytes: JSON.stringify(answer).length }
  const { page, bytes } = await transport.fetchPage(answer.fetch)
  return { ...page, bytes }
}
