import type { IncomingMessage } from 'node:http'
import type { Config } from '../config'

/**
 * May a page of this origin talk to us? CORS does not cover WebSocket, so the handshake asks here.
 * No Origin is a program, not a browser, and is let through. What Host says counts in development alone: behind a
 * proxy it is the asker's own word.
 */
export function isOriginAllowed(request: Pick<IncomingMessage, 'headers'>, config: Config): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (config.publicUrl !== null && origin === new URL(config.publicUrl).origin) return true
  if (config.corsOrigins.includes(origin) || (config.corsOrigins.includes('*') && !config.production)) return true
  return !config.production && config.publicUrl === null && URL.canParse(origin) && new URL(origin).host === host
}
