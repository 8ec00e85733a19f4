import { randomUUID } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import { canonicalAddress } from '../limits/addresses'
import type { TrustsProxy } from '../limits/proxyTrust'
import type { Asking } from '../operation/whoIs'

/** What is known of a request while it is answered. */
export interface RequestLocals {
  requestId: string
  /** Once it is a command. */
  asking?: Asking
}
export const localsOf = (response: Response): RequestLocals => response.locals as RequestLocals

/** As hosts' proxies write them: UUIDs, traces, random letters. */
const WELL_FORMED = /^[\w.:=-]{8,100}$/

/** [OPS-2] The id of a request, under which the log and whoever asked find it again. Only a proxy that is trusted names one. */
export const giveRequestId = (trustsProxy: TrustsProxy): RequestHandler => (request, response, next) => {
  const given = request.get('x-request-id')
  const neighbour = canonicalAddress(request.socket.remoteAddress ?? '')
  const isGiven = given !== undefined && WELL_FORMED.test(given) && neighbour !== null && trustsProxy(neighbour, 0)
  const requestId = isGiven ? given : randomUUID()
  localsOf(response).requestId = requestId
  response.set('X-Request-Id', requestId)
  next()
}
