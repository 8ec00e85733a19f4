import type { User } from '../../shared/model/user'
import { isMutedAt } from '../account/isMutedAt'

/** The reason why one only reads what everybody edits; `closed`: the server says so, and no more. */
type WhyNot = 'loading' | 'guest' | 'locked' | 'muted' | 'closed'

interface Reading {
  /** The mode that the document's server gave. */
  mode: 'rw' | 'ro' | null
  user: User | null
  /** True once it is known who is here. */
  ready: boolean
  isLocked: boolean
}

/** A reason that the person can do something about comes first. A person who may not write anyway is not told of a lock. */
export function readOnlyReasonOf({ mode, user, ready, isLocked }: Reading, now: string): WhyNot | null {
  if (mode === 'rw' && !isLocked) return null
  if (!user) return ready ? 'guest' : 'loading'
  if (isMutedAt(user, now)) return 'muted'
  if (isLocked) return 'locked'
  return mode === null ? 'loading' : 'closed'
}
