import { faceFeed, GLOBAL_FEED, userFeed, type FeedName } from '../shared/feedName'
import type { FeedChange } from '../shared/contract/feeds'
import type { Somebody } from './crowdSite'
import { rawSocketClient } from './rawSocketClient'

/** The messages of the parent: these people come, or tell what they saw since the last time. */
export type IdleAsks = { come: (Somebody & { url: string; face: string })[] } | { tell: true }
export interface IdleTells {
  /** The feeds that are open. */
  open: number
  heads: number
  changes: number
  /** Milliseconds from the wish to make a climb until it was shown, for each who saw it. */
  seenMs: number[]
}

const seen: IdleTells = { open: 0, heads: 0, changes: 0, seenMs: [] }

/** A name that says when the climb was wished for. */
export const TIMED = /^t(\d+)$/

function saw({ rows }: FeedChange): void {
  seen.changes++
  for (const { kind, op, value } of rows) {
    if (kind !== 'climb' || op !== 'put') continue
    const wished = TIMED.exec((value as { name: string }).name)?.[1]
    if (wished !== undefined) seen.seenMs.push(Date.now() - Number(wished))
  }
}

/** Follows what the app follows: the gyms, a wall, and what is one's own. */
function come({ id, token, url, face }: Somebody & { url: string; face: string }): void {
  const feeds: FeedName[] = [GLOBAL_FEED, faceFeed(face), userFeed(id)]
  const since = new Date().toISOString()
  const socket = rawSocketClient(url, { token }, {
    connected() {
      for (const feed of feeds) {
        socket.ask('feed:open', { feed, since }, (answer) => {
          if ((answer as { ok: boolean }).ok) seen.open++
        })
      }
      socket.ask('presence:set', { face }, () => {})
    },
    disconnected() {
      seen.open -= feeds.length
    },
    event(name, payload) {
      if (name === 'feed:head') seen.heads++
      if (name === 'feed:change') saw(payload as FeedChange)
    },
  })
}

process.on('message', (ask: IdleAsks) => {
  if ('come' in ask) ask.come.forEach(come)
  else process.send?.(structuredClone(seen))
  if ('tell' in ask) Object.assign(seen, { heads: 0, changes: 0, seenMs: [] })
})
process.on('disconnect', () => process.exit(0))
