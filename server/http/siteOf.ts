import type { IncomingMessage } from 'node:http'
import { Refusal } from '../../shared/result'
import type { Site } from '../auth/site'
import type { Config } from '../config'

/**
 * PUBLIC_URL, or, where there is none, the host that was asked for, as for an Origin. A browser offers a
 * passkey to the host alone that it was made for: whoever writes another Host gains nothing.
 * @throws Refusal `invalid` where the request names no host
 */
export function siteOf({ headers }: Pick<IncomingMessage, 'headers'>, { publicUrl }: Pick<Config, 'publicUrl'>): Site {
  const address = publicUrl ?? `http://${headers.host ?? ''}`
  if (!URL.canParse(address)) throw new Refusal('invalid', {}, { issues: [{ path: 'Host', message: 'host' }] })
  const { hostname, host, origin } = new URL(address)
  return { id: hostname, origins: publicUrl === null ? [`http://${host}`, `https://${host}`] : [origin] }
}
