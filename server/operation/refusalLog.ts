import type { ErrorCode, Refusal } from '../../shared/result'
import { createBudgets } from '../limits/budgets'
import type { Logger } from '../log/log'
import type { Asking, WhoIs } from './whoIs'

/**
 * Each person, key or guest gets so many lines at once for each kind of refusal, and later one in a while, so that
 * nobody fills a disk.
 */
const LINES = { perSecond: 1 / 30, burst: 10 }
const EVERYBODY = { perSecond: 2, burst: 200 }

interface Told {
  level: 'warn' | 'info' | 'debug'
  /** The event's name in OWASP's vocabulary. */
  event: string
}
const loginFailed: Told = { level: 'info', event: 'authn_login_fail' }
const tokenRefused: Told = { level: 'info', event: 'authn_token_refused' }
const rightMissing: Told = { level: 'warn', event: 'authz_fail' }
const limitHit: Told = { level: 'info', event: 'excess_rate_limit_exceeded' }
/** People mistype, so these refusals are told only at the level for debugging. */
const inputRefused: Told = { level: 'debug', event: 'input_validation_fail' }

const KINDS: Partial<Record<ErrorCode, Told>> = {
  wrong_credentials: loginFailed,
  wrong_password: loginFailed,
  deactivated: loginFailed,
  unknown_api_key: { level: 'warn', event: 'authn_login_fail' },
  unauthenticated: tokenRefused,
  reset_invalid: tokenRefused,
  confirm_invalid: tokenRefused,
  invite_invalid: tokenRefused,
  forbidden: rightMissing,
  missing_scope: rightMissing,
  muted: rightMissing,
  password_change_required: rightMissing,
  last_admin: rightMissing,
  too_fast: limitHit,
  too_many_feeds: limitHit,
  too_large: limitHit,
}

export type TellRefusal = (refusal: Refusal, asking: Asking) => void

/** [SEC-9] Writes a line to the server's log about a refused caller and the request. */
export function createRefusalLog(log: Pick<Logger, 'warn' | 'info' | 'debug'>, whoIs: WhoIs): TellRefusal {
  const own = createBudgets(LINES)
  const all = createBudgets(EVERYBODY)
  let leftOut = 0
  return ({ code }, asking) => {
    const { level, event } = KINDS[code] ?? inputRefused
    const who = whoIs(asking)
    if (!own.take(`${who} ${code}`) || !all.take(level)) {
      leftOut++
      return
    }
    const more = leftOut > 0 ? { left_out: leftOut } : {}
    leftOut = 0
    const request = asking.requestId === undefined ? {} : { request_id: asking.requestId }
    log[level]({ event, code, ...request, what: asking.what, who, ...more }, 'refused')
  }
}
