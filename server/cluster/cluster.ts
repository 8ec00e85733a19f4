import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { asFeedName, type FeedName } from '../../shared/feedName'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import type { Database } from '../db/database'
import { MESSAGE_BYTES, noChannel, type Topic } from '../db/channel'
import type { Logger } from '../log/log'
import type { NatsAddress } from '../config/natsAddress'
import { openBus } from './openBus'

/** The kinds of rows that a node can ask the others to read again. Presence is sent whole, because it is stored nowhere. */
const NOTIFY_KINDS = ['feeds', 'documents', 'users'] as const
type NotifyKind = (typeof NOTIFY_KINDS)[number]
/** A message to all nodes. */
const EVERYBODY: Topic = ['nodes']

const Somebody = z.object({
  id: z.string(),
  user: z.object({ id: z.string(), name: z.string(), colour: z.string(), avatar_path: z.string().nullable() }),
  hold: z.number().nullable().optional(),
  point: z.tuple([z.number(), z.number()]).nullable().optional(),
  mode: z.enum(['look', 'set', 'annotate']).optional(),
})
const PresenceDiff = z.object({ face: z.string(), set: z.array(Somebody), gone: z.array(z.string()), guests: z.number() })
/** The people who came, moved or left at a face of one node; `guests` counts the guests of that node. */
export type PresenceDiff = z.infer<typeof PresenceDiff>

const names = z.array(z.string()).optional()
const Call = z.object({
  from: z.string(),
  feeds: z.array(z.string()).transform(texts => texts.flatMap(text => asFeedName(text) ?? [])).optional(),
  documents: names,
  users: names,
  places: z.array(PresenceDiff).optional(),
  asks: z.string().optional(),
  who: z.literal(true).optional(),
  bye: z.literal(true).optional(),
})
type Call = z.infer<typeof Call>
type MessageBody = Omit<Call, 'from'>

export interface Listeners {
  feeds: (names: readonly FeedName[]) => void
  documents: (names: readonly string[]) => void
  users: (ids: readonly string[]) => void
  presence: (node: string, news: readonly PresenceDiff[]) => void
  /** A node has its first visitor at that face, and knows nobody there yet. */
  presenceAsked: (face: string) => void
  /** A node joined and knows nobody yet. */
  nodeJoined: () => void
  nodeLeft: (node: string) => void
  /** Messages were lost meanwhile: everything must be read again. */
  reconnected: () => void
}

export interface Cluster {
  /** The name of this node among the others, new for each start. */
  id: string
  /** Tells the other nodes that rows of this kind were committed here. */
  notify: (kind: NotifyKind, names: readonly string[]) => void
  sendPresence: (news: readonly PresenceDiff[]) => void
  /** Asks the other nodes who is at that face. */
  askPresence: (face: string) => void
  /**
   * Says that this node serves a feed, a document, a user or a face, so that it gets their messages.
   * @returns a function that ends it
   */
  serve: (kind: NotifyKind | 'faces', name: string) => () => void
  listen: (listeners: Partial<Listeners>) => void
  isAlive: () => boolean
  /** Whether this server may take requests. */
  canServe: () => boolean
  /** The messages since the start: sent, and heard from others. */
  counts: () => { sent: number; heard: number }
  /** Resolves after the first try to connect. */
  ready: Promise<void>
  close: () => Promise<void>
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value)) + 1

/** Splits items into portions that each fit into one message. */
function portions<T>(items: readonly T[]): T[][] {
  const all: T[][] = []
  let room = 0
  for (const item of items) {
    const bytes = bytesOf(item)
    if (bytes > room) {
      all.push([])
      room = MESSAGE_BYTES - 100
    }
    all.at(-1)?.push(item)
    room -= bytes
  }
  return all
}

/** The people at one face may be more than a message holds; several messages have the same effect. */
const split = (news: PresenceDiff): PresenceDiff[] => bytesOf(news) < MESSAGE_BYTES - 200
  ? [news]
  : [...portions(news.set).map(set => ({ ...news, set, gone: [] })), ...portions(news.gone).map(gone => ({ ...news, set: [], gone }))]

interface Parts {
  db: Pick<Database, 'openChannel'>
  /** Null: messages go over the database. */
  bus: NatsAddress | null
  log: Logger
}
interface Message {
  words: MessageBody
  topic: Topic
}

/**
 * The other servers on this database. Notifications that come while a message is under way go out together
 * with the next one, so that many writers cost few messages and a lone writer does not wait.
 */
export function createCluster({ log, ...way }: Parts): Cluster {
  const me = randomUUID()
  const own = JSON.stringify({ from: me }).slice(0, -1)
  const listeners: Partial<Listeners>[] = []
  const waiting: Record<NotifyKind, Set<string>> = { feeds: new Set(), documents: new Set(), users: new Set() }
  const counts = { sent: 0, heard: 0 }
  let places: PresenceDiff[] = []

  async function publish({ words, topic }: Message): Promise<void> {
    counts.sent++
    await channel.publish(JSON.stringify({ from: me, ...words }), topic)
  }
  /** With topics each name and each face has a message of its own. */
  const wakesOf = (kind: NotifyKind): Message[] => {
    const list = [...waiting[kind]]
    waiting[kind].clear()
    return channel.hasTopics
      ? list.map(name => ({ words: { [kind]: [name] }, topic: [kind, name] }))
      : portions(list).map(portion => ({ words: { [kind]: portion }, topic: EVERYBODY }))
  }
  const newsOf = (): Message[] => {
    const all = places.flatMap(split)
    places = []
    return channel.hasTopics
      ? all.map(news => ({ words: { places: [news] }, topic: ['faces', news.face] }))
      : portions(all).map(portion => ({ words: { places: portion }, topic: EVERYBODY }))
  }
  const flushes = createSingleFlight(async () => {
    for (const message of [...NOTIFY_KINDS.flatMap(wakesOf), ...newsOf()]) await publish(message)
  })

  const channel = openBus(way, {
    message(text) {
      // The database's channel brings back what this server sent; with many people that is much to read.
      if (text.startsWith(own)) return
      const call = parse(text)
      if (!call || call.from === me) return
      counts.heard++
      for (const to of listeners) answer(call, to)
    },
    connected() {
      for (const to of listeners) {
        to.reconnected?.()
        to.nodeJoined?.()
      }
      void publish({ words: { who: true }, topic: EVERYBODY })
    },
    disconnected: error => log.warn({ err: error }, 'channel to the other servers'),
  })
  channel.listenTo(EVERYBODY)

  return {
    id: me,
    notify(kind, what) {
      if (channel === noChannel) return
      for (const name of what) waiting[kind].add(name)
      if (what.length > 0) flushes.again()
    },
    sendPresence(news) {
      if (channel === noChannel) return
      places.push(...news)
      if (news.length > 0) flushes.again()
    },
    askPresence(face) {
      if (channel !== noChannel) void publish({ words: { asks: face }, topic: ['faces', face] })
    },
    serve: (kind, name) => channel.listenTo([kind, name]),
    listen: to => void listeners.push(to),
    isAlive: () => channel.isAlive(),
    canServe: () => channel.canServe(),
    counts: () => counts,
    ready: channel.ready,
    async close() {
      await flushes.idle()
      await publish({ words: { bye: true }, topic: EVERYBODY })
      await channel.close()
    },
  }
}

function answer({ from, ...call }: Call, to: Partial<Listeners>): void {
  if (call.feeds) to.feeds?.(call.feeds)
  if (call.documents) to.documents?.(call.documents)
  if (call.users) to.users?.(call.users)
  if (call.places) to.presence?.(from, call.places)
  if (call.asks !== undefined) to.presenceAsked?.(call.asks)
  if (call.who) to.nodeJoined?.()
  if (call.bye) to.nodeLeft?.(from)
}

/** Messages of another version or of a stranger are ignored. */
function parse(text: string): Call | null {
  try {
    return Call.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
