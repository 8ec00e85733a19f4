/**
 * Why a document's connection was closed. y-websocket does not reconnect by itself on 4400 to 4499,
 * so each of these says what the client has to do first.
 */
export const closeCodes = {
  /** Get a new token, then connect again. */
  unauthenticated: 4401,
  /** The client may not read, or not write what it wrote. */
  forbidden: 4403,
  notFound: 4404,
  /** Drop the local copy and load the document anew. */
  otherEpoch: 4409,
  tooLarge: 4413,
  /** An update was refused, nothing of it was kept; the reason is `code key`. */
  refused: 4422,
  tooFast: 4429,
  /** The server restarts; reconnect. */
  restarting: 1012,
  /** The document cannot be opened just now; reconnect. */
  unavailable: 1013,
  /** A defect of ours; reconnect. */
  internal: 1011,
} as const
export type CloseReason = keyof typeof closeCodes
