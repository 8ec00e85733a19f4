import type { HistoryFixture } from './history'
import type { Timings } from '../../server/config/timings'
import { startApp } from '../support/app'
import { startCluster } from '../support/cluster'
import { hasNats, startNats } from '../support/nats'
import { startProxy, type Proxy } from '../support/proxy'
import { importTestWall } from '../support/wall'
import { onTestFinished } from 'vitest'
import { logPostgres, logSqlite } from './feedLog'

/** The heads that mend what was lost are told soon here. */
const timings: Partial<Timings> = { feedHeadMs: 700 }

export type FixtureName = 'sqlite' | 'postgres' | 'postgres and nats'
/** The fixtures that this machine can make. */
export const FIXTURES: readonly FixtureName[] = ['sqlite', 'postgres', ...hasNats ? ['postgres and nats' as const] : []]

/** Two servers; the line to a bus is broken like those to the database. */
async function twoServers(bus?: Proxy): Promise<HistoryFixture> {
  const { nodes, lines, faceId, query } = await startCluster({ timings, ...bus && { bus: bus.url.replace('http', 'nats') } })
  const [one] = nodes
  return {
    nodes,
    lines: bus ? [...lines, bus, bus] : lines,
    log: await logPostgres(query),
    faceId,
    chief: await one.admin(),
    people: [await one.register('lynx'), await one.register('blaireau')],
  }
}

/** The fixtures of random histories: one server on SQLite, or two on PostgreSQL, with their calls over it or over a bus. */
export const historyFixtures: Record<FixtureName, () => Promise<HistoryFixture>> = {
  async sqlite() {
    const app = await startApp({ timings })
    onTestFinished(app.close)
    const { faceId } = await importTestWall(app.services)
    return {
      nodes: [app],
      lines: [],
      log: logSqlite(app.dataDir),
      faceId,
      chief: await app.admin(),
      people: [await app.register('lynx'), await app.register('blaireau')],
    }
  },
  postgres: () => twoServers(),
  async 'postgres and nats'() {
    const bus = await startProxy((await startNats()).url)
    onTestFinished(bus.close)
    return twoServers(bus)
  },
}
