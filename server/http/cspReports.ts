import { json, Router } from 'express'
import { z } from 'zod'
import { tokenBucket } from '../concurrency/tokenBucket'
import { RAW_PRICES } from '../limits/restPrices'
import type { Logger } from '../log/log'
import type { Entrance } from './entrance'

export const CSP_REPORTS = '/api/csp-reports'

const REPORT_BYTES = 8 * 1024
/** [LIMIT-89] A page that breaks its policy in a loop cannot fill the disk with lines. */
const REPORTS = { perSecond: 1 / 60, burst: 20 }

/** The address without the parts behind `?` and `#`, which may hold tokens. */
const address = z.string().max(REPORT_BYTES).transform(text => text.replace(/[?#].*$/s, '').slice(0, 300))
const Report = z.object({
  'csp-report': z.object({
    'document-uri': address,
    'blocked-uri': address,
    'effective-directive': z.string().max(100).optional(),
    'violated-directive': z.string().max(200).optional(),
  }),
})

/** Logs browsers' reports of a page that broke its policy, by a stranger's script or by our mistake. */
export function cspReportRouter(log: Logger, { payAsGuest }: Entrance): Router {
  const reports = tokenBucket(REPORTS)
  return Router().post(CSP_REPORTS, (request, _response, next) => {
    payAsGuest(request, RAW_PRICES.cspReport)
    next()
  }, json({ limit: REPORT_BYTES, type: ['application/csp-report', 'application/json'] }), (request, response) => {
    const report = Report.safeParse(request.body).data?.['csp-report']
    if (report && reports.take()) {
      const directive = report['effective-directive'] ?? report['violated-directive'] ?? ''
      log.warn(
        { event: 'malicious_csp_violation', page: report['document-uri'], blocked: report['blocked-uri'], directive },
        'a page broke its policy',
      )
    }
    response.status(204).end()
  })
}
