import type { Lock } from '../model/lock'

/** The lock that stands in the way of a change to the hold, the face's first; null if there is none. */
export const lockOn = <L extends Pick<Lock, 'hold_id'>>(locks: readonly L[], holdId: number): L | null =>
  locks.find(lock => lock.hold_id === null) ?? locks.find(lock => lock.hold_id === holdId) ?? null
