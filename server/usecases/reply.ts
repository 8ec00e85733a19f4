import { Refusal } from '../../shared/result'

/** What a use-case answers beside its output. */
export interface Extras {
  /** Another status than the command's own. */
  status?: 200
  /** The browser's new refresh token; null takes the cookie away. */
  refreshCookie?: string | null
  /** The browser keeps it, so that the account knows the browser again. */
  deviceProof?: string
}

/** An output with something beside it. Most use-cases answer the output alone. */
export class Reply<Output> {
  constructor(readonly output: Output, readonly extras: Extras) {}
}

/** A refusal after which the browser's refresh cookie is of no use. */
export class RefusalOfCookie extends Refusal {}
