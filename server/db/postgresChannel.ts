import pg from 'pg'
import { listenToAll, type Channel, type ChannelEvents } from './channel'
import { backoffMs, spread } from '../../shared/rules/backoff'

const CHANNEL = 'mastoc'
/** If the database does not answer for so long, the line counts as broken. */
const PATIENCE_MS = 5_000
/** A quiet line is tried this often, to notice a connection that died silently. */
const BEAT_MS = 5_000
/** Servers share this lock as long as their lines stand; a restore takes it alone. */
export const SERVING_LOCK = 7_266_112
const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 1_500

/**
 * Each node has one connection that listens and notifies, apart from the pool. NOTIFY never runs inside a transaction
 * that writes, because PostgreSQL commits those one after the other (measured: it halves the throughput of eight
 * writers). A broken line is made anew within two seconds.
 */
export function openPostgresLine(url: string, events: ChannelEvents): Channel {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let isClosed = false

  const connect = async () => {
    const fresh = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
    })
    let isOver = false
    const over = (error: unknown) => {
      if (isOver) return
      isOver = true
      void fresh.end().catch(() => {})
      lose(fresh, error)
    }
    fresh.on('error', over)
    fresh.on('end', () => over(new Error('the line ended')))
    fresh.on('notification', ({ payload }) => events.message(payload ?? ''))
    try {
      await fresh.connect()
      const { rows } = await fresh.query<{ serves: boolean }>('SELECT pg_try_advisory_lock_shared($1) AS serves', [SERVING_LOCK])
      if (!rows[0]?.serves) throw new Error('the database is being restored')
      await fresh.query(`LISTEN ${CHANNEL}`)
    } catch (error) {
      return over(error)
    }
    if (isClosed) return over(null)
    client = fresh
    failures = 0
    beat(fresh, over)
    events.connected()
  }

  function lose(lost: pg.Client, error: unknown): void {
    if (isClosed) return
    if (client === lost) client = null
    clearTimeout(timer)
    const wait = spread(backoffMs(failures++, { firstMs: FIRST_WAIT_MS, longestMs: LONGEST_WAIT_MS }))
    timer = setTimeout(() => void connect(), wait)
    events.disconnected(error)
  }

  function beat(on: pg.Client, over: (error: unknown) => void): void {
    timer = setTimeout(() => {
      on.query('SELECT 1').then(() => {
        if (client === on) beat(on, over)
      }, over)
    }, BEAT_MS)
  }

  return {
    hasTopics: false,
    listenTo: listenToAll,
    publish: async (text) => {
      await client?.query('SELECT pg_notify($1, $2)', [CHANNEL, text]).catch(() => {})
    },
    isAlive: () => client !== null,
    canServe: () => client !== null,
    ready: connect(),
    async close() {
      isClosed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
      client = null
    },
  }
}
