import { instantOf, msOf } from '../../shared/model/instant'
import type { Stores } from '../db/stores/stores'
import type { StoredMirror } from '../db/stores/stokt/stokt'
import type { Clock } from '../config/clock'

/** A process that is silent for so long has lost the mirror. It is longer than one request takes at worst. */
const LEASE_MS = 120_000

/** Another process has the mirror now, so nothing more may be written. */
export class LostLease extends Error {}

export interface MirrorLease {
  /** @returns false if another process has it */
  take: () => Promise<boolean>
  /** Prolongs it. @throws LostLease */
  keep: () => Promise<void>
  /** Writes the state inside the transaction of what was read. @throws LostLease, and then nothing of it is written */
  put: (stores: Pick<Stores, 'stokt'>, values: Partial<Omit<StoredMirror, 'gym'>>) => Promise<void>
  release: () => Promise<void>
}

interface Parts {
  stores: Stores
  clock: Clock
  gym: string
  /** The name of this process. */
  holder: string
}

/** [STOKT-4] One process at a time asks Stokt with the token of the gym: the row in the database says which. */
export function createMirrorLease({ stores, clock, gym, holder }: Parts): MirrorLease {
  let until = -Infinity
  const end = () => {
    until = msOf(clock()) + LEASE_MS
    return instantOf(until)
  }
  const put: MirrorLease['put'] = async ({ stokt }, values) => {
    if (!await stokt.put(gym, holder, { ...values, held_until: end() })) throw new LostLease('another process asks Stokt now')
  }
  return {
    async take() {
      await stores.stokt.begin(gym)
      return stores.stokt.lease(gym, holder, { now: clock(), until: end() })
    },
    async keep() {
      if (until - msOf(clock()) < LEASE_MS / 2) await put(stores, {})
    },
    put,
    async release() {
      await stores.stokt.put(gym, holder, { holder: null, held_until: clock() })
    },
  }
}
