import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { asFeedName, type FeedName } from '../../shared/feedName'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import type { Database } from '../db/database'
import { MESSAGE_BYTES, noChannel } from '../db/channel'
import type { Logger } from '../log/log'

/** The kinds of rows that a node can ask the others to read again. Presence is sent whole, because it is stored nowhere. */
const NOTIFY_KINDS = ['feeds', 'documents', 'users'] as const
type NotifyKind = (typeof NOTIFY_KINDS)[number]

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
  listen: (listeners: Partial<Listeners>) => void
  isAlive: () => boolean
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

/**
 * The other servers on this database. Notifications that come while a message is under way go out together
 * with the next one, so that many writers cost few messages and a lone writer does not wait.
 */
export function createCluster(db: Pick<Database, 'openChannel'>, log: Logger): Cluster {
  const me = randomUUID()
  const listeners: Partial<Listeners>[] = []
  const waiting: Record<NotifyKind, Set<string>> = { feeds: new Set(), documents: new Set(), users: new Set() }
  let places: PresenceDiff[] = []

  const publish = (words: MessageBody) => channel.publish(JSON.stringify({ from: me, ...words }))
  const next = (): MessageBody[] => {
    const wakes = NOTIFY_KINDS.flatMap((kind) => {
      const list = [...waiting[kind]]
      waiting[kind].clear()
      return portions(list).map(portion => ({ [kind]: portion }))
    })
    const news = portions(places.flatMap(split)).map(portion => ({ places: portion }))
    places = []
    return [...wakes, ...news]
  }
  const flushes = createSingleFlight(async () => {
    for (const words of next()) await publish(words)
  })

  const answer = ({ from, ...call }: Call, to: Partial<Listeners>) => {
    if (call.feeds) to.feeds?.(call.feeds)
    if (call.documents) to.documents?.(call.documents)
    if (call.users) to.users?.(call.users)
    if (call.places) to.presence?.(from, call.places)
    if (call.who) to.nodeJoined?.()
    if (call.bye) to.nodeLeft?.(from)
  }
  const channel = db.openChannel({
    message(text) {
      const call = parse(text)
      if (!call || call.from === me) return
      for (const to of listeners) answer(call, to)
    },
    connected() {
      for (const to of listeners) {
        to.reconnected?.()
        to.nodeJoined?.()
      }
      void publish({ who: true })
    },
    disconnected: error => log.warn({ err: error }, 'channel to the other servers'),
  })

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
    listen: to => void listeners.push(to),
    isAlive: () => channel.isAlive(),
    ready: channel.ready,
    async close() {
      await flushes.idle()
      await publish({ bye: true })
      await channel.close()
    },
  }
}

/** Messages of another version or of a stranger are ignored. */
function parse(text: string): Call | null {
  try {
    return Call.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
