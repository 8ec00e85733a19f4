import { randomUUID } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import { canonicalAddress } from '../limits/addresses'
import type { TrustsProxy } from '../limits/proxyTrust'
import type { Asking } from '../operation/whoIs'

/** The facts about a request that the log needs. */
export interface RequestLocals {
  requestId: string
  /** The command's name, once it is known. */
  asking?: Asking
}
export const localsOf = (response: Response): RequestLocals => response.locals as RequestLocals

/** The forms that proxies give to ids: UUIDs, traces, random letters. */
const WELL_FORMED = /^[\w.:=-]{8,100}$/

/** [OPS-2] The id of a request, by which the log and the caller find it again. Only a trusted proxy may choose it. */
export const giveRequestId = (trustsProxy: TrustsProxy): RequestHandler => (request, response, next) => {
  const given = request.get('x-request-id')
  const neighbour = canonicalAddress(request.socket.remoteAddress ?? '')
  const isGiven = given !== undefined && WELL_FORMED.test(given) && neighbour !== null && trustsProxy(neighbour, 0)
  const requestId = isGiven ? given : randomUUID()
  localsOf(response).requestId = requestId
  response.set('X-Request-Id', requestId)
  next()
}
