import { createHmac, randomBytes } from 'node:crypto'
import { guest, type Actor } from '../shared/access/actor'
import type { ErrorCode, Refusal } from '../shared/result'
import { createBudgets } from './limits/budgets'
import type { Logger } from './log'

/** So many lines at once for each person, key or guest and each kind of refusal, and one more in a while: nobody fills a disk. */
const LINES = { perSecond: 1 / 30, burst: 10 }
const EVERYBODY = { perSecond: 2, burst: 200 }

interface Told {
  level: 'warn' | 'info' | 'debug'
  /** OWASP's word for it. */
  event: string
}
const loginFailed: Told = { level: 'info', event: 'authn_login_fail' }
const tokenRefused: Told = { level: 'info', event: 'authn_token_refused' }
const rightMissing: Told = { level: 'warn', event: 'authz_fail' }
const limitHit: Told = { level: 'info', event: 'excess_rate_limit_exceeded' }
/** Whoever types makes mistakes: told only to who looks for something. */
const inputRefused: Told = { level: 'debug', event: 'input_validation_fail' }

const KINDS: Partial<Record<ErrorCode, Told>> = {
  wrong_credentials: loginFailed, wrong_password: loginFailed, deactivated: loginFailed, unknown_api_key: { level: 'warn', event: 'authn_login_fail' },
  unauthenticated: tokenRefused, reset_invalid: tokenRefused, confirm_invalid: tokenRefused, invite_invalid: tokenRefused,
  forbidden: rightMissing, missing_scope: rightMissing, muted: rightMissing, password_change_required: rightMissing, last_admin: rightMissing,
  too_fast: limitHit, too_many_feeds: limitHit, too_large: limitHit,
}

export interface Asking {
  /** A command, an event or a document's kind; never what somebody wrote. */
  what: string
  actor?: Actor
  address?: string | null
}
export type TellRefusal = (refusal: Refusal, asking: Asking) => void

/**
 * [SEC-9] A line in the server's log for who was refused what. Guests are told apart by a mark that
 * another start makes anew: no address of anybody stands in the log.
 */
export function createRefusalLog(log: Pick<Logger, 'warn' | 'info' | 'debug'>): TellRefusal {
  const salt = randomBytes(32)
  const own = createBudgets(LINES)
  const all = createBudgets(EVERYBODY)
  let leftOut = 0
  const markOf = (address: string | null) => createHmac('sha256', salt).update(address ?? '').digest('base64url').slice(0, 10)
  const whoOf = ({ actor = guest, address = null }: Asking): string => {
    if (actor.kind === 'user') return `user ${actor.id}`
    return actor.kind === 'key' ? `key ${actor.id ?? actor.name}` : `guest ${markOf(address)}`
  }
  return ({ code }, asking) => {
    const { level, event } = KINDS[code] ?? inputRefused
    const who = whoOf(asking)
    if (!own.take(`${who} ${code}`) || !all.take(level)) {
      leftOut++
      return
    }
    const more = leftOut > 0 ? { left_out: leftOut } : {}
    leftOut = 0
    log[level]({ event, code, what: asking.what, who, ...more }, 'refused')
  }
}
