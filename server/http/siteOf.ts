import type { IncomingMessage } from 'node:http'
import { Refusal } from '../../shared/result'
import type { Site } from '../auth/site'
import type { Config } from '../config/config'

/**
 * The site of PUBLIC_URL, or, without it, of the requested host, as for an Origin. A browser offers a passkey only to
 * the host for which it was made, so a false Host header gains nothing.
 * @throws Refusal `invalid` if the request names no host
 */
export function siteOf({ headers }: Pick<IncomingMessage, 'headers'>, { publicUrl }: Pick<Config, 'publicUrl'>): Site {
  const address = publicUrl ?? `http://${headers.host ?? ''}`
  if (!URL.canParse(address)) throw new Refusal('invalid', {}, { issues: [{ path: 'Host', message: 'host' }] })
  const { hostname, host, origin } = new URL(address)
  return { id: hostname, origins: publicUrl === null ? [`http://${host}`, `https://${host}`] : [origin] }
}
