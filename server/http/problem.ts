import { STATUS_CODES } from 'node:http'
import type { FactorAsked } from '../../shared/model/passkey'
import { Refusal, type ErrorCode } from '../../shared/result'
import { isFull, isUnavailable } from '../db/database'
import { translateIssue, translateIssues, type TranslatedIssue } from './issueWords'
import { when } from '../mail/letters/when'
import { isMessageKey, translate, type Language, type MessageKey } from '../i18n/messages'

const statuses: Record<ErrorCode, number> = {
  invalid: 422,
  unauthenticated: 401,
  wrong_credentials: 401,
  deactivated: 403,
  unknown_api_key: 403,
  missing_scope: 403,
  forbidden: 403,
  not_found: 404,
  taken: 400,
  weak_password: 400,
  wrong_password: 400,
  reset_invalid: 400,
  no_email: 409,
  confirm_invalid: 400,
  password_change_required: 403,
  second_factor_required: 403,
  wrong_factor: 400,
  factor_required: 403,
  ticket_invalid: 400,
  passkey_limit: 400,
  muted: 403,
  registration_closed: 400,
  invite_invalid: 400,
  last_admin: 403,
  stale: 412,
  not_undoable: 409,
  already_resolved: 409,
  stokt_refused: 400,
  stokt_away: 503,
  stokt_unlinked: 409,
  stokt_ended: 409,
  stokt_busy: 503,
  stokt_nonsense: 502,
  stokt_declined: 422,
  idempotency_mismatch: 422,
  resync: 410,
  too_large: 413,
  picture_invalid: 400,
  too_fast: 429,
  too_many_feeds: 429,
  unknown_hold: 422,
  locked: 403,
  unavailable: 503,
  internal: 500,
}
export const statusOf = (code: ErrorCode): number => statuses[code]

/** A problem after RFC 9457; `detail` can be shown to a person, `code` is for programs. */
export interface Problem {
  type: 'about:blank'
  title: string
  status: number
  detail: string
  code: ErrorCode
  /** The id of the HTTP request, which is also in the server's log. */
  request_id?: string
  errors?: TranslatedIssue[]
  /** The ticket and options of the second step, with `second_factor_required`. */
  ticket?: string
  expires_in?: number
  options?: FactorAsked['options']
  current?: unknown
}

/** Makes a refusal of anything that was thrown. An unforeseen error is `internal`, and its text is never shown. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (isUnavailable(error)) return new Refusal('unavailable', isFull(error) ? { reason: 'full' } : {})
  if (error instanceof Error && 'type' in error) {
    if (error.type === 'entity.too.large') return new Refusal('too_large')
    if (error.type === 'entity.parse.failed') return new Refusal('invalid', {}, { issues: [{ path: '', message: 'json' }] })
    if ('status' in error && error.status === 415) return new Refusal('invalid', {}, { issues: [{ path: '', message: 'content_type' }] })
  }
  if (error instanceof URIError) return new Refusal('not_found')
  // The body parsers refuse other faults too: a wrong length, a broken compression, …
  if (error instanceof Error && 'status' in error && error.status === 400)
    return new Refusal('invalid', {}, { issues: [{ path: '', message: 'body' }] })
  return new Refusal('internal')
}

/** The sentence for its reason, or for its field, if there is one. */
function wordOf({ code, params }: Pick<Refusal, 'code' | 'params'>): MessageKey {
  const word = `${code}_${params['reason'] ?? params['field'] ?? ''}`
  return isMessageKey(word) ? word : code
}

/** The wait in words; the units are the same in both languages. */
function waitOf({ params }: Refusal): string {
  const seconds = Number(params['seconds'] ?? 0)
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}

/** Malformed input names the fields, and so does a refusal of one field alone. */
function errorsOf({ code, params, extra }: Refusal, language: Language): Pick<Problem, 'errors'> {
  if (code === 'invalid' || code === 'unknown_hold') return { errors: (extra.issues ?? []).map(issue => translateIssue(issue, language)) }
  const path = params['field']
  return typeof path === 'string' ? { errors: [{ path, message: translate(language, wordOf({ code, params }), params), code }] } : {}
}

const moreOf = ({ extra }: Refusal, language: Language): string[] =>
  (extra.more ?? []).flatMap(({ word, params = {}, at }) =>
    isMessageKey(word) ? [translate(language, word, { ...params, ...(at === undefined ? {} : { at: when(at, language) }) })] : [],
  )

export function problemOf(refusal: Refusal, language: Language): Problem {
  const status = statusOf(refusal.code)
  const { issues = [], current, factor } = refusal.extra
  const detail = refusal.code === 'invalid' && issues.length > 0
    ? translateIssues(issues, language)
    : [translate(language, wordOf(refusal), { wait: waitOf(refusal), ...refusal.params }), ...moreOf(refusal, language)].join(' ')
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? '',
    status,
    detail,
    code: refusal.code,
    ...errorsOf(refusal, language),
    ...(current === undefined ? {} : { current }),
    ...factor,
  }
}
