import type { Place } from './history'
import type { Timings } from '../../server/config/timings'
import { startApp } from '../support/app'
import { startCluster } from '../support/cluster'
import { importTestWall } from '../support/wall'
import { onTestFinished } from 'vitest'
import { logPostgres, logSqlite } from './feedLog'

/** The heads that mend what was lost are told soon here. */
const timings: Partial<Timings> = { feedHeadMs: 700 }

/** The places of random histories: one server on SQLite, or two on PostgreSQL. */
export const places: Record<'sqlite' | 'postgres', () => Promise<Place>> = {
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
  async postgres() {
    const { nodes, lines, faceId, query } = await startCluster({ timings })
    const [one] = nodes
    return {
      nodes,
      lines,
      log: await logPostgres(query),
      faceId,
      chief: await one.admin(),
      people: [await one.register('lynx'), await one.register('blaireau')],
    }
  },
}
