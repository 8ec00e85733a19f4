import type { Instant } from './model/instant'
import type { FactorAsked } from './model/passkey'

/** Stable words for what can go wrong; REST sends them as `code`, the client words them. */
export const ERROR_CODES = [
  'invalid', 'unauthenticated', 'wrong_credentials', 'deactivated', 'unknown_api_key', 'missing_scope', 'forbidden',
  'not_found', 'taken', 'weak_password', 'wrong_password', 'reset_invalid', 'no_email', 'confirm_invalid', 'password_change_required',
  'second_factor_required', 'wrong_factor', 'factor_required', 'ticket_invalid', 'passkey_limit', 'muted', 'registration_closed',
  'invite_invalid', 'last_admin', 'stale', 'not_undoable', 'already_resolved', 'stokt_refused', 'stokt_away', 'idempotency_mismatch',
  'stokt_unlinked', 'stokt_ended', 'stokt_busy', 'stokt_nonsense', 'stokt_declined',
  'resync', 'too_large', 'picture_invalid', 'too_fast', 'too_many_feeds',
  'unknown_hold', 'locked', 'unavailable', 'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** A field of the input and what is wrong with it: on the server a word, over the wire a sentence. */
export interface Issue {
  path: string
  message: string
  /** The values in the sentence: a limit, the possible values. */
  params?: Record<string, string | number>
}

/** A sentence that follows a refusal's own; `at` is the moment that it names. */
export interface Sentence {
  word: string
  params?: Record<string, string | number>
  at?: Instant
}

/** A use-case's "no": thrown where it is found, translated once, at the wire. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    /** The values in the message: a field, a limit. Never a secret. */
    readonly params: Record<string, string | number> = {},
    readonly extra: { issues?: Issue[]; current?: unknown; factor?: FactorAsked; more?: Sentence[] } = {},
  ) {
    super(code)
    this.name = 'Refusal'
  }
}
