import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import compression from 'compression'
import express from 'express'
import type { FeedName } from '../shared/feedName'
import { limits } from '../shared/limits'
import { Refusal } from '../shared/result'
import { actorOfRequest } from './auth/actor'
import { createDeviceProofs } from './auth/deviceProofs'
import { createFindEntitlement } from './auth/findEntitlement'
import { createPasswordJudge } from './auth/passwordJudge'
import { createPasswords } from './auth/passwords'
import { createRates } from './auth/rates'
import { createSessions } from './auth/sessions'
import { createTokens } from './auth/tokens'
import { createClaimClient } from './collab/claimClient'
import { createDocumentPrices } from './collab/documentPrices'
import { createDocuments } from './collab/documents'
import type { Config } from './config/config'
import type { Database } from './db/database'
import { storesOn } from './db/stores/stores'
import { createHeads } from './delivery/heads'
import { createKnownFeeds } from './delivery/knownFeeds'
import { createTail } from './delivery/tail'
import { allowOnlyPhotos } from './photos/imageLoaders'
import { createImportRuns } from './imports/importRuns'
import { canonicalAddress, createAddressOf } from './limits/addresses'
import { createProxyTrust } from './limits/proxyTrust'
import { createProxyWatch } from './operation/proxyWatch'
import { RAW_PRICES, REST_ALLOWANCES, type RestAllowances } from './limits/restPrices'
import { createToll } from './limits/toll'
import type { Logger } from './log/log'
import { jobsOf } from './jobs/jobsOf'
import { createScheduler, type Scheduler } from './jobs/scheduler'
import { createFailures } from './operation/failures'
import { createMetrics } from './operation/metrics'
import { createProgramFacts } from './operation/programFacts'
import { createWatch } from './operation/watch'
import { createWhoIs } from './operation/whoIs'
import { createCluster } from './cluster/cluster'
import { createNodeRecord } from './presence/nodeRecord'
import { createMailQueue } from './mail/mailQueue'
import { mailTransport } from './mail/transport'
import { createPushes } from './push/createPushes'
import type { PushKnobs } from './push/pushTransport'
import { Attendance } from './presence/attendance'
import { createPresences } from './presence/presences'
import { createRefusalLog } from './operation/refusalLog'
import type { BaseServices, Services } from './services/services'
import { createMirror, type StoktKnobs } from './mirror/createMirror'
import { TIMINGS, type Timings } from './config/timings'
import { createTransactions } from './transaction/runTransaction'
import type { Clock } from './config/clock'
import { avatarRouter } from './http/avatars'
import { clientRouter } from './http/clientApp'
import { sharedPictureRouter } from './http/sharedPictures'
import { crossOrigin } from './http/crossOrigin'
import { cspReportRouter } from './http/cspReports'
import { createDispatch } from './http/dispatch'
import { docsRouter } from './openapi/docs'
import { createEntrance } from './http/entrance'
import { errorHandler } from './http/errorHandler'
import { commandRouter, type ActorOf } from './http/commandRouter'
import { createHttpServer } from './http/httpServer'
import { inFlight } from './http/inFlight'
import { createLateRefusals } from './http/lateRefusals'
import { operations } from './http/operations'
import { pictureRouter } from './http/pictures'
import { giveRequestId } from './http/requestId'
import { securityHeaders } from './http/securityHeaders'
import { createSockets, serveSockets } from './sockets/socketServer'
import { pushesOver } from './sockets/pushesOver'
import { serveUpgrades } from './sockets/upgrade'

/** Requests that have begun may take so long when the server ends, in milliseconds. */
const REQUESTS_END_MS = 8_000

export interface App {
  http: HttpServer
  services: Services
  jobs: Scheduler
  /** @returns the port; the system chooses it for port 0 */
  listen: () => Promise<number>
  /** Stops taking requests, finishes those begun, closes every socket with a restart code. The database is the caller's. */
  close: () => Promise<void>
}
export interface AppParts {
  config: Config
  db: Database
  log: Logger
  clock: Clock
  version: string
  /** The folder of the built client. */
  clientFolder: string
  /** So many writes of one user are taken at once; tests are quicker than people. */
  writesBurst?: number
  /** The prices of HTTP requests; tests ask more than people. */
  restAllowances?: RestAllowances
  /** The timings that differ from production; a test need not wait so long. */
  timings?: Partial<Timings>
  /** The way in which Stokt is asked; a test need not wait. */
  stokt?: StoktKnobs
  /** The addresses to which notifications are sent. */
  push?: PushKnobs
}

/** Serves HTTP, Socket.IO and Yjs on one port. Tests make it with a database of their own. */
export function createApp({ config, db, log, clock, version, clientFolder, ...options }: AppParts): App {
  const web = express().disable('x-powered-by')
  const trustsProxy = createProxyTrust(config.trustProxy)
  // Express needs it for `request.secure`. The address itself comes from `addressOf`, which checks that it is one.
  web.set('trust proxy', (address: string | undefined, hop: number) => trustsProxy(canonicalAddress(address ?? '') ?? '', hop))
  const http = createHttpServer(web, { behindProxy: config.trustProxy !== null })
  const requestsEnded = inFlight(http)
  const stores = storesOn(db)
  const work = jobsOf(config, version)
  const whoIs = createWhoIs()
  const proxies = createProxyWatch({ log, clock })
  const cluster = createCluster({ db, bus: config.bus, log })
  const wake = (feeds: readonly FeedName[]) => {
    tail.wake(feeds)
    cluster.notify('feeds', feeds)
  }
  const metrics = createMetrics()
  const watch = createWatch({ log, metrics, whoIs })
  const transactions = createTransactions({ config, db, clock, wake, watch, queuedPush: () => services.pushQueue.wake() })
  const failures = createFailures({ stores, clock, nodeId: cluster.id })
  const base: BaseServices = {
    config, db, stores, log, watch, clock, transactions, cluster, timings: { ...TIMINGS, ...options.timings },
    tellRefusal: createRefusalLog(log, whoIs),
    tellFailure: failures.tell,
    program: createProgramFacts({ config, version, jobs: work, proxies }),
    snapshot: read => db.snapshot(tx => read(storesOn(tx))),
    claimClient: createClaimClient({ db }),
    documentPrices: createDocumentPrices(),
    passwords: createPasswords({ hasBcrypt: () => stores.users.hasBcrypt() }),
    passwordJudge: createPasswordJudge(),
    tokens: createTokens(config.jwtSecret, config.jwtSecretOld),
    deviceProofs: createDeviceProofs(config.jwtSecret, config.jwtSecretOld),
    findEntitlement: createFindEntitlement({ stores, config, clock }),
    knownFeeds: createKnownFeeds(stores),
    readHeads: createHeads(),
    rates: createRates({ db, clock, transactions, writesBurst: options.writesBurst }),
    addressOf: createAddressOf(trustsProxy, proxies.sawUntrusted),
    toll: createToll(options.restAllowances ?? REST_ALLOWANCES),
  }
  const services: Services = {
    ...base,
    documents: createDocuments(base),
    importRuns: createImportRuns(base),
    sessions: createSessions(transactions, cluster),
    mirror: createMirror(base, options.stokt),
    pushQueue: createPushes(base, options.push),
    mailQueue: createMailQueue({ config, db, log, watch, clock, tellFailure: failures.tell, transport: mailTransport(config, log) }),
  }
  services.sessions.onRecheck(services.documents.disconnectUser)
  const jobs = createScheduler(base, work)
  const io = createSockets(http, services)
  const tail = createTail(db, {
    output: pushesOver(io, services),
    readHeads: services.readHeads, timings: services.timings,
    serve: feed => cluster.serve('feeds', feed),
    report: (error) => {
      log.warn({ err: error }, 'feed tail')
      failures.tell('feed', error)
    },
  })
  cluster.listen({ feeds: tail.wake, reconnected: tail.sweep })
  const attendance = new Attendance()
  const record = createNodeRecord({ ...base, attendance, version })
  const presence = createPresences(io, cluster, attendance)
  const stopWatching = serveSockets(io, { ...services, tail, presence, attendance })
  serveUpgrades(http, services)

  const actorOf: ActorOf = request => actorOfRequest(request, services)
  const entrance = createEntrance(services)
  const ops = operations({ services, actorOf, io, version, metrics })
  web.use(giveRequestId(trustsProxy), securityHeaders(config), crossOrigin(config), entrance.handler, compression())
  web.use(
    ops.router,
    cspReportRouter(log, entrance),
    commandRouter({ dispatch: createDispatch(services), actorOf, entrance, services }),
    avatarRouter(services, entrance),
    pictureRouter(services, entrance),
    sharedPictureRouter(services, entrance),
    docsRouter(version, services, entrance),
    clientRouter(clientFolder, services, entrance),
  )
  web.use((request) => {
    entrance.payAsGuest(request, RAW_PRICES.notFound)
    throw new Refusal('not_found')
  })
  web.use(errorHandler({ log, tell: base.tellRefusal, tellFailure: failures.tell, answerTooFast: createLateRefusals(base) }))

  return {
    http,
    services,
    jobs,
    async listen() {
      allowOnlyPhotos()
      await cluster.ready
      await record.begin()
      return new Promise((resolve, reject) => {
        http.once('error', reject)
        http.listen({ port: config.port, host: config.host, backlog: limits.connectionsInLine }, () =>
          resolve((http.address() as AddressInfo).port),
        )
      })
    },
    async close() {
      ops.stopBeingReady()
      stopWatching()
      http.close()
      await requestsEnded(REQUESTS_END_MS)
      await Promise.all([
        services.documents.close(),
        services.mailQueue.close(),
        services.pushQueue.close(),
        services.importRuns.close(),
        services.mirror.close(),
        services.passwordJudge.close(),
        jobs.close(),
        tail.close(),
        record.close(),
      ])
      await failures.close()
      presence.close()
      await cluster.close()
      // A request whose body never ends would keep Socket.IO waiting for the port.
      http.closeAllConnections()
      await io.close()
      ops.close()
    },
  }
}
