import type { Actor } from '../../shared/access/actor'
import type { CloseReason } from '../../shared/closeCodes'
import { Refusal, type ErrorCode } from '../../shared/result'
import type { TellRefusal } from '../operation/refusalLog'

/** The server's own restarts and faults are no refusals, and are left out. */
const CODES: Partial<Record<CloseReason, ErrorCode>> = {
  unauthenticated: 'unauthenticated', forbidden: 'forbidden', tooLarge: 'too_large', refused: 'invalid', tooFast: 'too_fast',
}
/** A session that ran out is no attempt of anybody. */
const EXPIRED = 'expired'

interface Closed {
  why: CloseReason
  reason: string
  /** The document's kind, if its name could be read. */
  kind: string | undefined
  actor?: Actor
  address: string | null
}

/** [SEC-9] Writes a line to the server's log when a document is closed on a client, or is not opened for it. */
export function tellClose(tell: TellRefusal, { why, reason, kind = 'unknown', actor, address }: Closed): void {
  const code = CODES[why]
  if (code && reason !== EXPIRED) tell(new Refusal(code), { what: `document ${kind}`, address, ...actor ? { actor } : {} })
}
