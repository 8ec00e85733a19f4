import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import webpush from 'web-push'
import type { PushMessage } from '../../shared/model/push'
import type { Config } from '../config/config'
import type { Subscription } from '../db/stores/feeds/pushes'
import { retryAfterMs } from '../stokt/stoktHttp'
import { publicLookup } from './privateAddress'
import type { VapidKeys } from './vapidKeys'

const PATIENCE_MS = 10_000

export interface PushKnobs {
  /** Sends to any address, http too, for tests. */
  anywhere?: boolean
}
/** Null: it was not answered. */
export type PushAnswer = { status: number | null; retryAfterMs: number | null }
export interface PushTransport {
  /** [PUSH-5] False for addresses at which no push service is. */
  accepts: (endpoint: string) => boolean
  send: (subscription: Subscription, message: PushMessage, seconds: number) => Promise<PushAnswer>
}

const subjectOf = ({ publicUrl, mailFrom }: Config): string =>
  publicUrl?.startsWith('https:') ? publicUrl : `mailto:${/<([^<>]+)>/.exec(mailFrom)?.[1] ?? mailFrom}`

function isPublicHttps(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, username, password, port } = new URL(endpoint)
  const isName = isIP(hostname.replace(/^\[|\]$/g, '')) === 0 && hostname.includes('.')
    && !/\.(local|internal|localhost)\.?$/.test(hostname)
  return protocol === 'https:' && isName && username === '' && password === '' && port === ''
}

/** Encrypts notifications for browsers and gives them to their push services. Redirects are not followed. */
export function createPushTransport(
  config: Config, vapidKeys: () => Promise<VapidKeys>, { anywhere = false }: PushKnobs = {},
): PushTransport {
  const accepts = anywhere ? (endpoint: string) => URL.canParse(endpoint) : isPublicHttps
  return {
    accepts,
    async send({ endpoint, p256dh, auth }, message, seconds) {
      if (!accepts(endpoint)) return { status: 410, retryAfterMs: null }
      const { method, headers, body } = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(message), {
        vapidDetails: { subject: subjectOf(config), ...await vapidKeys() }, TTL: seconds, contentEncoding: 'aes128gcm', urgency: 'normal',
      })
      const open = endpoint.startsWith('http:') ? httpRequest : httpsRequest
      return new Promise((resolve) => {
        const nothing = () => resolve({ status: null, retryAfterMs: null })
        const asked = open(endpoint, {
          method, headers, signal: AbortSignal.timeout(PATIENCE_MS),
          ...anywhere ? {} : { lookup: publicLookup },
        }, (answer) => {
          const wait = answer.headers['retry-after'] ?? null
          resolve({ status: answer.statusCode ?? null, retryAfterMs: retryAfterMs(wait, Date.now()) })
          // What it says beside the status is of no use here, and could be endless.
          answer.destroy()
        })
        asked.on('error', nothing)
        asked.end(body)
      })
    },
  }
}
