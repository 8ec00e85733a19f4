import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../config/config'
import { CSP_REPORTS } from './cspReports'

/** None of our pages uses these, so no script on one gets them either. */
const UNUSED = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
const permissions = UNUSED.map(feature => `${feature}=()`).join(', ')

/**
 * The hosts to which pages may connect: only this one. Browsers of some years ago do not count sockets among `'self'`,
 * so the host is named if it is known.
 */
const socketsOf = ({ publicUrl }: Config): string[] =>
  publicUrl === null ? ['ws:', 'wss:'] : [publicUrl.replace(/^http/, 'ws').replace(/^(wss?:\/\/[^/]+).*$/, '$1')]

/**
 * [SEC-1] Sets the headers of every answer: the page's policy, and those that helmet sets by itself (opener, resource,
 * referrer, sniffing).
 */
export function securityHeaders(config: Config): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'font-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'connect-src': ["'self'", ...socketsOf(config)],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        // [SEC-2] Vue makes the one policy; `mastoc` is the address of the service worker (client/app/workerAddress.ts).
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ['vue', 'mastoc'],
        'report-uri': [CSP_REPORTS],
      },
    },
    strictTransportSecurity: config.publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  })
  return [headers, (_request, response, next) => {
    response.set('Permissions-Policy', permissions)
    next()
  }]
}
