/** The most bytes of one message; PostgreSQL takes fewer than 8,000. */
export const MESSAGE_BYTES = 7_900

export interface ChannelEvents {
  /** Gets a message of any node, this one included. */
  message: (text: string) => void
  /** The channel is connected (again); messages sent meanwhile were lost. */
  connected: () => void
  disconnected: (error: unknown) => void
}

/**
 * The nodes on one database send each other messages over it. A message is a hint that may be lost; facts are in the
 * tables only.
 */
export interface Channel {
  /** The text has at most `CALL_BYTES`. Resolves when it is sent or lost; never rejects. */
  publish: (text: string) => Promise<void>
  isAlive: () => boolean
  /** Resolves after the first try to connect. */
  ready: Promise<void>
  close: () => Promise<void>
}

/** The channel of a single node, which has nobody to send to. */
export const noChannel: Channel = { publish: async () => {}, isAlive: () => true, ready: Promise.resolve(), close: async () => {} }
