import { Refusal } from '../../shared/result'
import { quotas } from '../auth/quotas'

/** This wait is for programs that only understand a wait. */
const WAIT_S = 3600

/** [LIMIT-63] @throws Refusal `too_fast` if a person already has as many as one may have */
export function requireRoom(kind: keyof typeof quotas, has: number): void {
  if (has >= quotas[kind]) throw new Refusal('too_fast', { reason: kind, most: quotas[kind], seconds: WAIT_S })
}
