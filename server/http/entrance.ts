import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import type { Actor } from '../../shared/access/actor'
import type { Command } from '../../shared/contract/command'
import type { CommandName } from '../../shared/contract/commands'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { networkOf } from '../limits/addresses'
import { BODY_BYTES_PER_UNIT, FILE_BYTES_PER_UNIT, RAW_PRICES, REST_PRICES } from '../limits/restPrices'
import type { Payer } from '../limits/toll'
import type { Services } from '../services/services'
import { BoundedMap } from '../concurrency/boundedMap'

export interface Entrance {
  /** Comes before everything else: a guest pays one unit, and a caller who was just told to wait is told so again. */
  handler: RequestHandler
  /** Is paid before the body is read. @throws Refusal `too_fast` */
  payFor: (name: CommandName, command: Command, request: IncomingMessage, actor: Actor) => void
  /** Is paid for further work of the same caller. @throws Refusal `too_fast` */
  payMore: (request: IncomingMessage, actor: Actor, units: number) => void
  /** Is paid for requests that are no commands. @throws Refusal `too_fast` */
  payAsGuest: (request: IncomingMessage, units: number) => void
  /** [PAGE-6] Pays for the search of a preview. @returns false where nothing is left to pay with */
  payForSearch: (request: IncomingMessage) => boolean
}

/** Callers with these credentials must wait, and are told so without another look at the credentials. */
const WAITING_MAX = 10_000
const WAIT_MAX_MS = 5_000

/** The credentials of a request, which only commands look at. */
const credentialsOf = ({ headers }: IncomingMessage): string | null => headers.authorization ?? headers['x-api-key']?.toString() ?? null

/** A body of unknown length, or a compressed one, counts with the largest size that is allowed. */
function bodyPrice({ headers }: IncomingMessage, command: Command): number {
  if (command.method === 'GET') return 0
  const most = command.upload ? command.uploadBytes ?? limits.avatarBytes : command.bodyBytes ?? limits.jsonBytes
  const isUnknown = headers['transfer-encoding'] !== undefined || (headers['content-encoding'] ?? 'identity') !== 'identity'
  const bytes = isUnknown ? most : Math.min(most, Number(headers['content-length'] ?? 0) || 0)
  return bytes / (command.upload ? FILE_BYTES_PER_UNIT : BODY_BYTES_PER_UNIT)
}

/** [LIMIT-96] Every HTTP request is paid for here. */
export function createEntrance({ addressOf, toll }: Pick<Services, 'addressOf' | 'toll'>): Entrance {
  const waiting = new BoundedMap<string, number>(WAITING_MAX)
  const networkOfRequest = (request: IncomingMessage) => networkOf(addressOf(request) ?? '')
  const payAsGuest = (request: IncomingMessage, units: number) => toll.pay({ as: 'guest', id: networkOfRequest(request) }, units)

  function payerOf(request: IncomingMessage, actor: Actor): Payer {
    if (actor.kind === 'user') return { as: 'person', id: actor.id }
    return actor.kind === 'key' ? { as: 'key', id: actor.id ?? actor.name } : { as: 'guest', id: networkOfRequest(request) }
  }

  /** A caller who repeats a refused request at once costs no look at their token. */
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
      // [RATE-5] Refreshing is never limited by address.
      if (name !== 'auth.refresh') toll.pay({ as: 'account', id: networkOfRequest(request) }, units)
    },
    payMore: pay,
    payAsGuest,
    payForSearch(request) {
      try {
        toll.pay({ as: 'search', id: networkOfRequest(request) }, RAW_PRICES.search)
        return true
      } catch (refusal) {
        if (refusal instanceof Refusal) return false
        throw refusal
      }
    },
  }
}
