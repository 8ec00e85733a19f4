import { onTestFinished } from 'vitest'
import type { StoktState } from '../../shared/contract/sources'
import { KEYS, startApp, type AppOptions, type TestApp } from './app'
import type { Dialect } from './databases'
import { createMigratedDatabase } from './postgres'
import { quickTimer } from './quickTimer'
import { startStokt, type StoktServer, type StoktServerOptions } from './stoktServer'
import { STOKT_TOKEN } from './stoktWorld'

export const POLL_MINUTES = 180
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

export interface StoktFixtures {
  stokt: StoktServer
  app: TestApp
  /** The lines of the server's log about Stokt. */
  lines: () => Record<string, unknown>[]
  state: () => Promise<StoktState>
  /** Time passes, for Stokt and the servers. */
  pass: (ms: number) => void
  /** Does everything that is due. */
  tick: () => Promise<void>
  ask: (mode: 'full' | 'incremental') => Promise<void>
  /** Every climb that everybody sees, by its name. */
  climbs: () => Promise<Record<string, unknown>[]>
  /** Another server on the same database. */
  another: (env?: Record<string, string>) => Promise<TestApp>
}

const isSocial = (path: string): boolean => /\/(latest-sends|comments|likes)\?/.test(path)
/** The requests that are not of the slow pass over the counters. */
export const outsideSocial = ({ requests }: StoktServer) => requests.filter(({ path }) => !isSocial(path))

async function databaseOf(dialect: Dialect): Promise<string | undefined> {
  if (dialect === 'sqlite') return undefined
  const { url, drop } = await createMigratedDatabase()
  onTestFinished(drop)
  return url
}

/** A server whose gym is in a Stokt of its own. Nobody waits: time passes when the test says so. */
export async function stoktFixtures(
  dialect: Dialect,
  options: StoktServerOptions & { env?: Record<string, string> } = {},
): Promise<StoktFixtures> {
  let shift = 0
  const stokt = await startStokt({ now: () => Date.now() + shift, ...options })
  const lines: string[] = []
  const databaseUrl = await databaseOf(dialect)
  const apps: TestApp[] = []
  const start = async (env: Record<string, string> = {}, more: AppOptions = {}) => {
    const app = await startApp({
      ...databaseUrl === undefined ? {} : { databaseUrl },
      env: {
        STOKT_URL: stokt.url, STOKT_TOKEN, STOKT_GYM: stokt.world.gymId, STOKT_POLL: String(POLL_MINUTES), LOG_LEVEL: 'info',
        JWT_SECRET: 'the same for both of the servers', ...options.env, ...env,
      },
      stokt: { timer: quickTimer(), random: () => 1 },
      logTo: { write: line => void lines.push(line) },
      ...more,
    })
    app.clock.advance(shift)
    apps.push(app)
    onTestFinished(() => app.close())
    return app
  }
  const app = await start()
  return {
    stokt,
    app,
    lines: () => lines.map(line => JSON.parse(line) as Record<string, unknown>).filter(({ event }) => event === 'stokt'),
    state: async () => (await app.call('GET', '/api/admin/sources/stokt', { apiKey: KEYS.admin })).body as StoktState,
    pass(ms) {
      shift += ms
      for (const one of apps) one.clock.advance(ms)
    },
    tick: () => app.services.mirror.tick(),
    async ask(mode) {
      await app.call('POST', '/api/admin/sources/stokt/sync', { apiKey: KEYS.admin, body: { mode } })
      await app.services.mirror.tick()
    },
    climbs: async () => ((await app.call('GET', '/api/climbs?page_size=500', { apiKey: KEYS.read })).body as { results: Record<string, unknown>[] }).results,
    another: (env = {}) => start(env, { dataDir: app.dataDir }),
  }
}
