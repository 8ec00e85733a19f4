import type { Actor } from '../../shared/access/actor'
import type { CloseReason } from '../../shared/closeCodes'
import { Refusal, type ErrorCode } from '../../shared/result'
import type { TellRefusal } from '../refusalLog'

/** Ends and faults of our own are no refusals: they stay out. */
const CODES: Partial<Record<CloseReason, ErrorCode>> = {
  unauthenticated: 'unauthenticated', forbidden: 'forbidden', tooLarge: 'too_large', refused: 'invalid', tooFast: 'too_fast',
}
/** A token that ran out is nobody's attempt. */
const EXPIRED = 'expired'

interface Closed {
  why: CloseReason
  reason: string
  /** The document's kind, where its name could be read. */
  kind: string | undefined
  actor?: Actor
  address: string | null
}

/** [SEC-9] A line in the server's log for a document that was closed on somebody, or not opened for them. */
export function tellClose(tell: TellRefusal, { why, reason, kind = 'unknown', actor, address }: Closed): void {
  const code = CODES[why]
  if (code && reason !== EXPIRED) tell(new Refusal(code), { what: `document ${kind}`, address, ...actor ? { actor } : {} })
}
