/** The first number of a message on a document's connection. */
export const messages = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  /** Sent by the server only: an update was saved. The state vector of the document follows. */
  saved: 4,
} as const

/** The second number of a `sync` message. */
export const syncSteps = { step1: 0, step2: 1, update: 2 } as const
