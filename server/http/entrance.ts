import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import type { Actor } from '../../shared/access/actor'
import type { Command } from '../../shared/contract/command'
import type { CommandName } from '../../shared/contract/commands'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { networkOf } from '../limits/addresses'
import { BODY_BYTES_PER_UNIT, FILE_BYTES_PER_UNIT, REST_PRICES } from '../limits/restPrices'
import type { Payer } from '../limits/toll'
import type { Services } from '../services'
import { BoundedMap } from '../concurrency/boundedMap'

export interface Entrance {
  /** Before anything else is looked at: a guest pays one unit, and who was just told to wait is told so again. */
  handler: RequestHandler
  /** Before the body is read. @throws Refusal `too_fast` */
  payFor: (name: CommandName, command: Command, request: IncomingMessage, actor: Actor) => void
  /** More of what the same one asked for. @throws Refusal `too_fast` */
  payMore: (request: IncomingMessage, actor: Actor, units: number) => void
  /** For what is no command. @throws Refusal `too_fast` */
  payAsGuest: (request: IncomingMessage, units: number) => void
}

/** Credentials that are told to wait without being looked at. */
const WAITING_MAX = 10_000
const WAIT_MAX_MS = 5_000

/** What a request says of who asks; looked at nowhere but in commands. */
const credentialsOf = ({ headers }: IncomingMessage): string | null => headers.authorization ?? headers['x-api-key']?.toString() ?? null

/** Of an unknown length, or packed, it is as large as it may be. */
function bodyPrice({ headers }: IncomingMessage, command: Command): number {
  if (command.method === 'GET') return 0
  const most = command.upload ? limits.avatarBytes : command.bodyBytes ?? limits.jsonBytes
  const isUnknown = headers['transfer-encoding'] !== undefined || (headers['content-encoding'] ?? 'identity') !== 'identity'
  const bytes = isUnknown ? most : Math.min(most, Number(headers['content-length'] ?? 0) || 0)
  return bytes / (command.upload ? FILE_BYTES_PER_UNIT : BODY_BYTES_PER_UNIT)
}

/** [LIMIT-96] Where everything that is asked over HTTP is paid for. */
export function createEntrance({ addressOf, toll }: Pick<Services, 'addressOf' | 'toll'>): Entrance {
  const waiting = new BoundedMap<string, number>(WAITING_MAX)
  const networkOfRequest = (request: IncomingMessage) => networkOf(addressOf(request) ?? '')
  const payAsGuest = (request: IncomingMessage, units: number) => toll.pay({ as: 'guest', id: networkOfRequest(request) }, units)

  function payerOf(request: IncomingMessage, actor: Actor): Payer {
    if (actor.kind === 'user') return { as: 'person', id: actor.id }
    return actor.kind === 'key' ? { as: 'key', id: actor.id ?? actor.name } : { as: 'guest', id: networkOfRequest(request) }
  }

  /** Whoever asks again and again although told to wait costs no look at their token. */
  function rememberWait(credentials: string, refusal: unknown): void {
    if (!(refusal instanceof Refusal)) return
    waiting.set(credentials, performance.now() + Math.min(WAIT_MAX_MS, Number(refusal.params['seconds'] ?? 1) * 1000))
  }

  function pay(request: IncomingMessage, actor: Actor, units: number): void {
    try {
      toll.pay(payerOf(request, actor), units)
    } catch (refusal) {
      const credentials = credentialsOf(request)
      if (credentials !== null && actor.kind !== 'guest') rememberWait(credentials, refusal)
      throw refusal
    }
  }

  return {
    handler(request, _response, next) {
      const credentials = request.path.startsWith('/api/') ? credentialsOf(request) : null
      const until = credentials === null ? 0 : waiting.get(credentials) ?? 0
      if (until > performance.now()) throw new Refusal('too_fast', { seconds: Math.ceil((until - performance.now()) / 1000) })
      if (/^\/(health|ready|metrics)$/.test(request.path)) toll.pay({ as: 'watch', id: networkOfRequest(request) }, 1)
      else if (credentials === null && !request.path.startsWith('/api/auth/')) payAsGuest(request, 1)
      next()
    },
    payFor(name, command, request, actor) {
      const units = REST_PRICES[name] + bodyPrice(request, command)
      if (command.gate !== 'anyone') return pay(request, actor, units - (actor.kind === 'guest' ? 1 : 0))
      // [RATE-5]
      if (name !== 'auth.refresh') toll.pay({ as: 'account', id: networkOfRequest(request) }, units)
    },
    payMore: pay,
    payAsGuest,
  }
}
