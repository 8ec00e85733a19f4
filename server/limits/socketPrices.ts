import type { ClientToServer } from '../../shared/contract/feeds'
import type { Allowance } from '../concurrency/tokenBucket'

/**
 * [LIMIT-44] The price of each event of a socket; one unit is about a tenth of a millisecond of the server's work. An
 * event of the contract without a price does not compile.
 */
export const EVENT_PRICES = {
  // A page of rows is read, made into text and sent.
  'feed:open': 5,
  'feed:more': 5,
  'feed:close': 1,
  // A signature is checked, and the database is asked for the session.
  'session:renew': 10,
  'presence:set': 1,
} as const satisfies Record<keyof ClientToServer, number>

/** The price of an unknown event, which is read and left out. */
const UNKNOWN_EVENT_PRICE = 1

/** The price of every message, an event or not, before it is read: per message, and per byte of it. */
export const MESSAGE_PRICE = 0.1
export const BYTE_PRICE = 1 / 1024

/** The allowances of a connection: of people and keys, and of guests. */
export const ALLOWANCES = {
  known: { perSecond: 50, burst: 300 },
  guest: { perSecond: 35, burst: 150 },
} as const satisfies Record<string, Allowance>

/** A connection is told so many times that it is too fast before it is closed. */
export const PATIENCE: Allowance = { perSecond: 1, burst: 60 }

/** So many events of a connection may be under way at once: a page opens four feeds. */
export const UNDER_WAY = 20

export const priceOf = (event: unknown): number =>
  typeof event === 'string' && Object.hasOwn(EVENT_PRICES, event) ? EVENT_PRICES[event as keyof typeof EVENT_PRICES] : UNKNOWN_EVENT_PRICE
