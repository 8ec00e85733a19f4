/** Bytes of one call; PostgreSQL takes fewer than 8,000. */
export const CALL_BYTES = 7_900

export interface LineEvents {
  /** What a node called out, this one too. */
  heard: (text: string) => void
  /** The line stands (again): whatever was called meanwhile was not heard. */
  restored: () => void
  lost: (error: unknown) => void
}

/**
 * How nodes on one database call out to each other. A call is a hint that may be lost, never a
 * fact: facts are in the tables.
 */
export interface Line {
  /** At most `CALL_BYTES`. Resolves when it is out, or lost; never rejects. */
  call: (text: string) => Promise<void>
  isAlive: () => boolean
  /** Resolves once it was tried for the first time. */
  tried: Promise<void>
  close: () => Promise<void>
}

/** Where there is one node only, nobody needs to be called. */
export const silentLine: Line = { call: async () => {}, isAlive: () => true, tried: Promise.resolve(), close: async () => {} }
