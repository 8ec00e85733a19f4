import { Router } from 'express'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { isAdmin } from '../../shared/access/actor'
import { Refusal } from '../../shared/result'
import { isLocalProgram } from '../limits/addresses'
import type { Services } from '../services'
import type { ActorOf } from './commandRouter'
import type { AppSockets } from '../sockets/socketServer'

export interface Operations {
  router: Router
  /** From now on `/ready` answers 503. */
  stopBeingReady: () => void
  close: () => void
}

let ofProcess: Registry | undefined
/** What the process itself is about, collected once however many servers run in it: collecting never ends. */
function processMetrics(): Registry {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}

/** `/health`, `/ready` and `/metrics`. */
export function operations(parts: { services: Services; actorOf: ActorOf; io: AppSockets; version: string }): Operations {
  const { stores, db, cluster } = parts.services
  const registry = new Registry()
  new Gauge({ name: 'mastoc_sockets', help: 'Open Socket.IO connections', registers: [registry], collect() { this.set(parts.io.engine.clientsCount) } })
  const metrics = Registry.merge([processMetrics(), registry])
  let ready = true
  const databaseAnswers = async () => (await stores.feeds.epoch().catch(() => null)) !== null

  const router = Router()
    .use(['/health', '/ready', '/metrics'], (_request, response, next) => {
      response.set('Cache-Control', 'no-store')
      next()
    })
    .get('/health', async (_request, response) => {
      const ok = await databaseAnswers()
      response.json({ status: ok ? 'ok' : 'degraded', app_name: 'mastoc', version: parts.version, database: ok ? db.dialect : 'unavailable' })
    })
    .get('/ready', async (_request, response) => {
      const [database, line] = [await databaseAnswers(), cluster.isAlive()]
      response.status(ready && database && line ? 200 : 503).json({ ready: ready && database && line, stopping: !ready, database, line })
    })
    .get('/metrics', async (request, response) => {
      if (!isLocalProgram(request) && !isAdmin((await parts.actorOf(request)).actor)) throw new Refusal('forbidden')
      response.type(metrics.contentType).send(await metrics.metrics())
    })
  return { router, stopBeingReady: () => { ready = false }, close: () => registry.clear() }
}
