import { Router } from 'express'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { isAdmin } from '../../shared/access/actor'
import { Refusal } from '../../shared/result'
import { schemaOf } from '../db/migrate'
import { isLocalProgram } from '../limits/addresses'
import { registerGauges } from '../operation/gauges'
import type { Metrics } from '../operation/metrics'
import { withinMs } from '../concurrency/withinMs'
import type { Services } from '../services/services'
import type { ActorOf } from './commandRouter'
import type { AppSockets } from '../socketIo/appSocket'

export interface Operations {
  router: Router
  /** From now on `/ready` answers 503. */
  stopBeingReady: () => void
  close: () => void
}

/** A health check waits no longer than this for the database. */
const ANSWER_MS = 3_000

let ofProcess: Registry | undefined
/** Figures of the process itself. They are collected once for all servers in it, because collecting never ends. */
function processMetrics(): Registry {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}

/** The first reason why a server takes no requests; null if there is none. */
function reasonOf({
  stopping,
  database,
  schema,
  canServe,
}: {
  stopping: boolean
  database: boolean
  schema: boolean
  canServe: boolean
}): string | null {
  if (stopping) return 'the server is stopping'
  if (!database) return 'the database does not answer'
  if (!schema) return 'the database was changed by a newer version of mastoc'
  return canServe ? null : 'the line to the other servers is down'
}

/** Serves `/health`, `/ready` and `/metrics`. */
export function operations(parts: { services: Services; actorOf: ActorOf; io: AppSockets; version: string; metrics: Metrics }): Operations {
  const { db, cluster } = parts.services
  const { registry } = parts.metrics
  registerGauges(registry, { services: parts.services, sockets: () => parts.io.engine.clientsCount, version: parts.version })
  const all = Registry.merge([processMetrics(), registry])
  let stopping = false
  /** Null if the database does not answer. */
  const schema = () => withinMs(ANSWER_MS, schemaOf(db)).catch(() => null)

  const router = Router()
    .use(['/health', '/ready', '/metrics'], (_request, response, next) => {
      response.set('Cache-Control', 'no-store')
      next()
    })
    .get('/health', async (_request, response) => {
      const ok = await schema() !== null
      response.json({
        status: ok ? 'ok' : 'degraded',
        app_name: 'mastoc',
        version: parts.version,
        database: ok ? db.dialect : 'unavailable',
      })
    })
    .get('/ready', async (_request, response) => {
      const found = await schema()
      const state = { stopping, database: found !== null, schema: found === null || found.unknown === 0, line: cluster.isAlive() }
      const reason = reasonOf({ ...state, canServe: cluster.canServe() })
      response.status(reason === null ? 200 : 503).json({ ready: reason === null, reason, ...state })
    })
    .get('/metrics', async (request, response) => {
      if (!isLocalProgram(request) && !isAdmin((await parts.actorOf(request)).actor)) throw new Refusal('forbidden')
      response.type(all.contentType).send(await all.metrics())
    })
  return { router, stopBeingReady: () => { stopping = true }, close: () => registry.clear() }
}
