import type { IncomingMessage } from 'node:http'
import type { Config } from '../config/config'

/**
 * Decides whether a page of this origin may talk to us. CORS does not cover WebSocket, so the handshake asks here too.
 * Programs send no Origin and are allowed. The Host header counts in development alone, because behind a proxy the
 * caller chooses it.
 */
export function isOriginAllowed(request: Pick<IncomingMessage, 'headers'>, config: Config): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (config.publicUrl !== null && origin === new URL(config.publicUrl).origin) return true
  if (config.corsOrigins.includes(origin) || (config.corsOrigins.includes('*') && !config.production)) return true
  return !config.production && config.publicUrl === null && URL.canParse(origin) && new URL(origin).host === host
}
