import type { IncomingMessage } from 'node:http'
import { Router, urlencoded, json, type Request, type RequestHandler, type Response } from 'express'
import { parse as parseCookies } from 'cookie'
import { isAdmin } from '../../shared/access/actor'
import type { Command } from '../../shared/contract/command'
import { commands, type CommandName } from '../../shared/contract/commands'
import { ADMIN_FEED } from '../../shared/feedName'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { guestAuthentication, type Authentication } from '../auth/actor'
import { deviceLabel } from '../auth/deviceLabel'
import type { Services } from '../services/services'
import type { Asking } from '../operation/whoIs'
import { RefusalOfCookie } from '../usecases/reply'
import { PackedOutput, type CommandResult, type Dispatch } from './dispatch'
import type { Entrance } from './entrance'
import { isCacheable } from './isCacheable'
import { isOriginAllowed } from './origins'
import { deviceCookie } from './deviceCookie'
import { sendPacked } from './packed'
import { hasBody, queryNames } from './queryNames'
import { readUpload } from './readUpload'
import { refreshCookie } from './refreshCookie'
import { localsOf } from './requestId'
import { siteOf } from './siteOf'
import { languageOf, translate } from '../i18n/messages'

export type ActorOf = (request: IncomingMessage) => Promise<Authentication>

const badBody = (message: string) => new Refusal('invalid', {}, { issues: [{ path: '', message }] })

/** @throws Refusal if the body is no object, or has a type that the server does not read */
function bodyOf(request: Request): object {
  const body: unknown = request.body
  if (body === undefined) {
    const wasSent = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
    if (wasSent) throw badBody('content_type')
    return {}
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badBody('json_object')
  return body
}

/** Path parameters win over the query, the query over the body: an id in a body cannot name another thing. */
function inputOf(request: Request, command: Command, queryable: ReadonlySet<string>): Record<string, unknown> {
  const unknown = Object.keys(request.query).filter(name => !queryable.has(name))
  if (unknown.length > 0)
    throw new Refusal('invalid', {}, { issues: unknown.map(name => ({ path: name, message: 'unknown_parameter', params: { name } })) })
  const params = Object.fromEntries(
    Object.entries(request.params).map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : value]),
  )
  return { ...(hasBody(command) && !command.upload ? bodyOf(request) : {}), ...request.query, ...params }
}

const unquoted = (etag: string | undefined): string | null => etag?.replace(/^(W\/)?"(.*)"$/, '$2') ?? null

interface Parts {
  dispatch: Dispatch
  actorOf: ActorOf
  entrance: Entrance
  services: Pick<Services, 'config' | 'addressOf' | 'watch'>
}

/** Authenticates callers and lets them pay before their body is read. */
function admit(
  name: CommandName,
  command: Command,
  { actorOf, entrance, services: { addressOf, watch } }: Parts,
  known: WeakMap<Request, Authentication>,
): RequestHandler {
  return async (request, response, next) => {
    const asking: Asking = { what: name, address: addressOf(request) }
    const locals = Object.assign(localsOf(response), { asking })
    const began = performance.now()
    response.once('close', () =>
      watch.command({
        requestId: locals.requestId,
        asking,
        status: response.writableFinished ? response.statusCode : null,
        ms: performance.now() - began,
      }),
    )
    // A login or refresh may come with an old token, which is ignored.
    const who = command.gate === 'anyone' ? guestAuthentication : await actorOf(request)
    asking.actor = who.actor
    known.set(request, who)
    entrance.payFor(name, command, request, who.actor)
    next()
  }
}

function handler(
  name: CommandName,
  command: Command,
  { dispatch, entrance, services: { config, addressOf } }: Parts,
  known: WeakMap<Request, Authentication>,
): RequestHandler {
  const queryable = queryNames(command)
  return async (request: Request, response: Response) => {
    const cookie = refreshCookie(request, config)
    const device = deviceCookie(request, config)
    // Another site's page neither uses nor sets nor removes our cookies.
    const isOurs = isOriginAllowed(request, config)
    const cookies = isOurs ? parseCookies(request.headers.cookie ?? '') : {}
    const language = languageOf(request.headers['accept-language'])
    const { actor, sessionId } = known.get(request) ?? guestAuthentication
    const input = inputOf(request, command, queryable)
    const setCookies = ({ refreshCookie, deviceProof }: CommandResult<CommandName>['cookies']) => {
      if (isOurs && refreshCookie !== undefined) cookie.set(response, refreshCookie)
      if (isOurs && deviceProof !== undefined) device.set(response, deviceProof)
    }
    const { output, cursors, status, cookies: kept } = await dispatch(name, input, {
      actor,
      language,
      pay: units => entrance.payMore(request, actor, units),
      request: {
        language,
        sessionId,
        device: { label: deviceLabel(request.headers['user-agent']), address: addressOf(request) },
        site: () => siteOf(request, config),
        translate: (word, params) => translate(language, word, params),
        ifMatch: unquoted(request.headers['if-match']),
        idempotencyKey: request.get('idempotency-key') ?? null,
        upload: () => readUpload(request, command.uploadBytes),
        refreshCookie: cookies[cookie.name] ?? null,
        deviceProof: cookies[device.name] ?? null,
      },
    }).catch((error: unknown) => {
      if (error instanceof RefusalOfCookie) setCookies({ refreshCookie: null })
      throw error
    })
    setCookies(kept)
    // The cursor of the admins' feed would tell others how much is in the log.
    const told = [...cursors].filter(([feed]) => feed !== ADMIN_FEED || isAdmin(actor))
    if (told.length > 0) response.set('X-Feed-Cursor', told.sort().map(([feed, cursor]) => `${feed}=${cursor}`).join(', '))
    response.vary('Authorization, X-API-Key, Accept-Language')
    response.set('Cache-Control', isCacheable(name, input, { actor, config }) ? 'private, no-cache' : 'no-store')
    if (command.file) response.set('Content-Disposition', `attachment; filename="${command.file}"`)
    if (status === 204) response.status(204).end()
    else if (output instanceof PackedOutput) await sendPacked(request, response.status(status).type('json'), output.packed)
    else if (command.type) response.status(status).type(command.type).send(output)
    else response.status(status).json(output)
  }
}

/** Serves every command of the contract at its route. */
export function commandRouter(parts: Parts): Router {
  const router = Router()
  const known = new WeakMap<Request, Authentication>()
  for (const [name, command] of Object.entries(commands) as [CommandName, Command][]) {
    const parsers: RequestHandler[] = [json({ limit: command.bodyBytes ?? limits.jsonBytes })]
    if (command.form) parsers.push(urlencoded({ extended: false, limit: limits.jsonBytes }))
    const method = command.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
    router[method](
      command.path,
      admit(name, command, parts, known),
      ...(command.method === 'GET' ? [] : parsers),
      handler(name, command, parts, known),
    )
  }
  return router
}
