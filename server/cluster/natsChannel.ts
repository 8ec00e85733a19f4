import { connect, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node'
import { backoffMs, spread } from '../../shared/rules/backoff'
import type { Channel, ChannelEvents, Topic } from '../db/channel'
import { withinMs } from '../concurrency/withinMs'
import type { NatsAddress } from '../config/natsAddress'

/** If the bus does not answer for so long, it counts as away. */
const PATIENCE_MS = 5_000
/** A quiet connection is tried this often, to notice one that died silently. */
const BEAT_MS = 5_000
const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 1_500
/** A server that ends waits no longer for its last messages to leave. */
const FAREWELL_MS = 1_000

/** A name may hold what separates or stands for words in a subject. */
const wordOf = (name: string): string => encodeURIComponent(name).replace(/[.*]/g, sign => `%${sign.charCodeAt(0).toString(16)}`)

export const subjectOf = (prefix: string, [kind, name]: Topic): string =>
  [prefix, kind, ...(name === undefined ? [] : [wordOf(name)])].join('.')

const optionsOf = ({ servers, login, isEncrypted, caFile }: NatsAddress) => ({
  servers: [...servers],
  ...login,
  ...(isEncrypted ? { tls: caFile === null ? {} : { caFile } } : { tls: null }),
  name: 'mastoc',
  timeout: PATIENCE_MS,
  pingInterval: BEAT_MS,
  maxPingOut: 1,
  noEcho: true,
  // A lost connection is made anew here, as that of PostgreSQL is: what was to be sent meanwhile is lost, not kept.
  reconnect: false,
})

/** Connects once, to see whether the bus lets this server in. */
export async function tryNats(address: NatsAddress): Promise<void> {
  const connection = await connect(optionsOf(address))
  await connection.close()
}

/** [NODE-5] Core NATS: a message reaches the nodes that listen to its subject at that moment, at most once. */
export function openNatsChannel(address: NatsAddress, events: ChannelEvents): Channel {
  /** The number of listeners of each subject, and its subscription while the bus is there. */
  const subjects = new Map<string, { listeners: number; subscription: Subscription | null }>()
  let connection: NatsConnection | null = null
  /** True once the bus knows all subjects. */
  let isUp = false
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let isClosed = false

  const callback = (error: Error | null, message: Msg) => void (error ?? events.message(message.string()))
  /** @returns null without a connection; the next one subscribes to all subjects */
  function subscribe(subject: string): Subscription | null {
    try {
      return connection?.subscribe(subject, { callback }) ?? null
    } catch {
      return null
    }
  }

  async function open(): Promise<void> {
    try {
      const fresh = await connect(optionsOf(address))
      if (isClosed) return void fresh.close().catch(() => {})
      connection = fresh
      for (const [subject, known] of subjects) known.subscription = subscribe(subject)
      void fresh.closed().then((error) => {
        if (connection === fresh) lose(error ?? new Error('the bus ended the connection'))
      })
      // From the answer on the bus knows the subjects, and what is read after it misses nothing.
      await withinMs(PATIENCE_MS, fresh.flush())
      if (connection !== fresh) return
    } catch (error) {
      return lose(error)
    }
    isUp = true
    failures = 0
    events.connected()
  }

  function lose(error: unknown): void {
    if (isClosed) return
    void connection?.close().catch(() => {})
    connection = null
    isUp = false
    clearTimeout(timer)
    for (const known of subjects.values()) known.subscription = null
    timer = setTimeout(() => void open(), spread(backoffMs(failures++, { firstMs: FIRST_WAIT_MS, longestMs: LONGEST_WAIT_MS })))
    events.disconnected(error)
  }

  return {
    hasTopics: true,
    async publish(text, topic) {
      try {
        connection?.publish(subjectOf(address.prefix, topic), text)
      } catch {
        // The connection has just ended, and the message is lost.
      }
    },
    listenTo(topic) {
      const subject = subjectOf(address.prefix, topic)
      const known = subjects.get(subject) ?? { listeners: 0, subscription: subscribe(subject) }
      subjects.set(subject, known)
      known.listeners++
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        if (--known.listeners > 0) return
        subjects.delete(subject)
        known.subscription?.unsubscribe()
      }
    },
    isAlive: () => isUp,
    canServe: () => true,
    ready: open(),
    async close() {
      isClosed = true
      clearTimeout(timer)
      const last = connection
      connection = null
      isUp = false
      await withinMs(FAREWELL_MS, last?.drain() ?? Promise.resolve()).catch(() => {})
      await last?.close().catch(() => {})
    },
  }
}
