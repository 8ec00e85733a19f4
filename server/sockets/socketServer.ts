import type { IncomingHttpHeaders, IncomingMessage, Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { z } from 'zod'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { actorOfKey, actorOfToken, guestAuthentication, type Authentication } from '../auth/actor'
import { createOpenFeed, type OpenFeed } from '../delivery/openFeed'
import type { Tail } from '../delivery/tail'
import type { Attendance } from '../presence/attendance'
import type { Presences } from '../presence/presences'
import type { AppSocket, AppSockets } from '../socketIo/appSocket'
import { presenceEvents } from './presenceEvents'
import type { Services } from '../services/services'
import { acknowledge } from './acknowledge'
import { feedEvents } from './feedEvents'
import { watchHandshakes } from './handshakes'
import { isOriginAllowed } from '../http/origins'
import { limitRate } from './rateLimit'
import { asRefusal, problemOf } from '../http/problem'
import { watchBackpressure } from './backpressure'
import { revalidateSessions } from './revalidateSessions'
import { languageOf } from '../i18n/messages'

export type SocketParts = Services & { tail: Tail; presence: Presences; attendance: Attendance; openFeed: OpenFeed }

const Handshake = z.object({ token: z.string().max(4000).optional(), apiKey: z.string().max(500).optional() })
const Renewal = z.strictObject({ token: z.string().max(4000) })

/** So much of a header is kept: some addresses of proxies, some languages. */
const KEPT_CHARACTERS = 200
/** The parts of a handshake's request that are read later: the address, also behind proxies, and the language of answers. */
function partsOf({ headers }: IncomingMessage): { headers: IncomingHttpHeaders; connection: object } {
  const { 'accept-language': language, 'x-forwarded-for': forwarded } = headers
  const kept = {
    ...language === undefined ? {} : { 'accept-language': language.slice(0, KEPT_CHARACTERS) },
    // The nearest proxies write at its end.
    ...forwarded === undefined ? {} : { 'x-forwarded-for': String(forwarded).slice(-KEPT_CHARACTERS) },
  }
  return { headers: kept, connection: {} }
}

const addressOf = ({ headers, address }: Pick<AppSocket['handshake'], 'headers' | 'address'>, services: Services): string | null =>
  services.addressOf({ headers, socket: { remoteAddress: address } })

/** @throws Refusal */
async function authenticate({ auth, ...handshake }: AppSocket['handshake'], services: Services): Promise<Authentication> {
  const { token, apiKey } = Handshake.parse(auth)
  if (token) return actorOfToken(token, addressOf(handshake, services), services)
  if (apiKey) return { actor: await actorOfKey(apiKey, addressOf(handshake, services), services), sessionId: null, expiresAt: null }
  return guestAuthentication
}

function sessionEvents(socket: AppSocket, services: Services): void {
  const arm = (expiresAt: number | null) => {
    clearTimeout(socket.data.expiry)
    if (expiresAt === null) return
    socket.data.expiry = setTimeout(() => {
      socket.emit('session:ended', { reason: 'expired' })
      socket.disconnect(true)
    }, Math.max(0, expiresAt - Date.now()))
  }
  arm(socket.data.expiresAt)
  socket.on('session:renew', acknowledge(socket, services, { event: 'session:renew', schema: Renewal }, async ({ token }) => {
    const before = socket.data.actor
    // A socket keeps its user: a login as another user opens another socket.
    if (before.kind !== 'user') throw new Refusal('forbidden')
    const { actor, sessionId, expiresAt } = await actorOfToken(token, addressOf(socket.handshake, services), services)
    if (actor.kind !== 'user' || actor.id !== before.id) throw new Refusal('forbidden')
    socket.data.actor = actor
    socket.data.sessionId = sessionId
    arm(expiresAt)
    return {}
  }))
  socket.on('disconnect', () => clearTimeout(socket.data.expiry))
}

/** Serves pushes, presence and reads. Commands go over REST. */
export function createSockets(http: HttpServer, services: Services): AppSockets {
  const io: AppSockets = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    // The Yjs endpoint shares the port: one upgrade handler closes connections that belong to neither.
    destroyUpgrade: false,
    perMessageDeflate: false,
    maxHttpBufferSize: limits.socketPayloadBytes,
    connectTimeout: limits.socketLookupMs,
    pingInterval: services.timings.socketPingMs,
    pingTimeout: services.timings.socketPongMs,
    allowRequest: (request, done) =>
      done(isOriginAllowed(request, services.config) ? null : 'origin', isOriginAllowed(request, services.config)),
  })
  return io
}

/** @returns a function that stops all watchers of the sockets */
export function serveSockets(io: AppSockets, services: Omit<SocketParts, 'openFeed'>): () => void {
  const parts: SocketParts = { ...services, openFeed: createOpenFeed(services) }
  const greetings = watchHandshakes(io, services.timings.socketGreetingMs)
  // engine.io would keep the handshake's request for the connection's life: 10 KB each.
  io.engine.on('connection', (connection: { request: unknown }) => {
    connection.request = partsOf(connection.request as IncomingMessage)
  })
  io.use((socket, next) => {
    const language = languageOf(socket.handshake.headers['accept-language'])
    const refuse = (error: unknown) => {
      const refusal = error instanceof z.ZodError ? new Refusal('invalid') : asRefusal(error)
      parts.tellRefusal(refusal, { what: 'socket handshake' })
      const { code, detail } = problemOf(refusal, language)
      next(Object.assign(new Error(code), { data: { code, message: detail } }))
    }
    if (!greetings.ask(socket)) return refuse(new Refusal('too_fast', { seconds: 1 }))
    authenticate(socket.handshake, parts).then((authentication) => {
      greetings.answer(socket, true)
      socket.data = { ...authentication, language, feeds: new Map(), inFlight: 0 }
      next()
    }, (error: unknown) => {
      greetings.answer(socket, false)
      refuse(error)
    })
  })
  io.on('connection', (socket) => {
    limitRate(socket, parts.tellRefusal)
    parts.attendance.arrive(socket.id, socket.data.actor)
    socket.once('disconnect', () => parts.attendance.leave(socket.id))
    socket.once('disconnect', parts.watch.socketEnded)
    const { actor } = socket.data
    if (actor.kind === 'user') socket.once('disconnect', parts.cluster.serve('users', actor.id))
    sessionEvents(socket, parts)
    feedEvents(socket, parts)
    presenceEvents(socket, parts)
  })
  const watchers = [watchBackpressure(io, parts.tail), revalidateSessions(io, parts), greetings.close]
  return () => watchers.forEach(stop => stop())
}
