import { Refusal } from '../../shared/result'

/** The parts of an answer beside its output. */
export interface Extras {
  /** The status, if it differs from the command's own. */
  status?: 200
  /** The browser's new refresh token; null removes the cookie. */
  refreshCookie?: string | null
  /** The browser keeps it, so that the account knows the browser again. */
  deviceProof?: string
}

/** An output with a status or cookies beside it. Most use-cases answer the output alone. */
export class Reply<Output> {
  constructor(readonly output: Output, readonly extras: Extras) {}
}

/** A refusal after which the browser's refresh cookie is of no use. */
export class RefusalOfCookie extends Refusal {}
