import type { RequestHandler } from 'express'
import type { Config } from '../config/config'
import { isOriginAllowed } from './origins'

/** [REST-7] Lets pages of the allowed origins read the answers. */
export const crossOrigin = (config: Config): RequestHandler => (request, response, next) => {
  const { origin } = request.headers
  if (origin !== undefined) response.vary('Origin')
  if (origin !== undefined && isOriginAllowed(request, config)) {
    response.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': 'X-Feed-Cursor, X-Request-Id, ETag, Retry-After',
    })
    if (request.method === 'OPTIONS') {
      response.set({
        'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
        'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-API-Key, If-Match, Idempotency-Key',
        'Access-Control-Max-Age': '600',
      })
      response.status(204).end()
      return
    }
  }
  next()
}
