import type { ClientToServer } from '../../shared/contract/feeds'
import type { Allowance } from '../concurrency/tokenBucket'

/**
 * [LIMIT-44] What each event of a socket costs; one unit is about a tenth of a millisecond of the server's work. An event
 * of the contract that has no price does not compile.
 */
export const EVENT_PRICES = {
  // A page of rows is read, put into words and sent.
  'feed:open': 5,
  'feed:more': 5,
  'feed:close': 1,
  // A signature is checked, and the database is asked for the session.
  'session:renew': 10,
  'presence:set': 1,
} as const satisfies Record<keyof ClientToServer, number>

/** An event that nobody knows: it is read and left out. */
const UNKNOWN_EVENT_PRICE = 1

/** Whatever comes over the connection, an event or not, before it is looked into: per message, and per byte of it. */
export const MESSAGE_PRICE = 0.1
export const BYTE_PRICE = 1 / 1024

/** What a connection may spend: people and keys, and guests. */
export const ALLOWANCES = {
  known: { perSecond: 50, burst: 300 },
  guest: { perSecond: 35, burst: 150 },
} as const satisfies Record<string, Allowance>

/** How often a connection is told that it is too fast before it is closed. */
export const PATIENCE: Allowance = { perSecond: 1, burst: 60 }

/** How many events of a connection may be under way at once: a page opens four feeds. */
export const UNDER_WAY = 20

export const priceOf = (event: unknown): number =>
  typeof event === 'string' && Object.hasOwn(EVENT_PRICES, event) ? EVENT_PRICES[event as keyof typeof EVENT_PRICES] : UNKNOWN_EVENT_PRICE
