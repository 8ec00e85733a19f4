import { createHash } from 'node:crypto'
import { Refusal } from '../../shared/result'

/** Counters are kept under a hash, so that the table shows no address and no name at a glance. */
export const rateKey = (kind: string, ...what: string[]): string =>
  `${kind}/${createHash('sha256').update(what.join('\n')).digest('base64url')}`

/** @param ms until it may be asked again */
export const tooFast = (ms: number): Refusal => new Refusal('too_fast', { seconds: Math.max(1, Math.ceil(ms / 1000)) })
