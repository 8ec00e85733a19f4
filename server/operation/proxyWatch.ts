import type { Instant } from '../../shared/model/instant'
import type { Logger } from '../log/log'
import type { Clock } from '../config/clock'

export interface ProxyWatch {
  /** A request came with X-Forwarded-For from an address that TRUST_PROXY does not name. */
  sawUntrusted: () => void
  /** The last such request since the server started; null if there was none. */
  untrustedAt: () => Instant | null
}

/** [HOST-7] Says once in the log that a proxy stands in front whose word is not taken, and remembers it for the overview. */
export function createProxyWatch({ log, clock }: { log: Logger; clock: Clock }): ProxyWatch {
  let last: Instant | null = null
  return {
    sawUntrusted() {
      if (last === null)
        log.warn(
          { event: 'untrusted_proxy' },
          'requests come with X-Forwarded-For from a proxy that TRUST_PROXY does not name: all its visitors share one address and its limits',
        )
      last = clock()
    },
    untrustedAt: () => last,
  }
}
