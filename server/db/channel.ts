/** The most bytes of one message; PostgreSQL takes fewer than 8,000. */
export const MESSAGE_BYTES = 7_900

/** What a message is about: a feed, a document, a user or a wall by its name; or all servers, without a name. */
export type Topic = readonly [kind: string, name?: string]

export interface ChannelEvents {
  /** Gets a message of any node, on some channels this one included. */
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
  /** True if only nodes that listen to a topic get its messages. Otherwise every node gets all, in few large ones. */
  hasTopics: boolean
  /** The text has at most `MESSAGE_BYTES`. Resolves when it is sent or lost; never rejects. */
  publish: (text: string, topic: Topic) => Promise<void>
  /** @returns a function that ends it; the topic stays as long as somebody listens to it */
  listenTo: (topic: Topic) => () => void
  isAlive: () => boolean
  /** Whether a server may take requests: without a bus it still may, because it finds by looking what calls would have told. */
  canServe: () => boolean
  /** Resolves after the first try to connect. */
  ready: Promise<void>
  close: () => Promise<void>
}

/** On a channel without topics there is nothing to do. */
export const listenToAll = (): (() => void) => () => {}

/** The channel of a single node, which has nobody to send to. */
export const noChannel: Channel = {
  hasTopics: false, publish: async () => {}, listenTo: listenToAll, isAlive: () => true, canServe: () => true,
  ready: Promise.resolve(), close: async () => {},
}
