import { instantOf, msOf } from '../../shared/model/instant'
import type { Foundation } from '../foundation/foundation'

/**
 * Each look goes back so far: a transaction is committed some time after the moment that it wrote, and the clocks of
 * servers differ by some seconds.
 */
const BACK_MS = 60_000
/** Beyond so many changed users everybody is looked at. */
const MANY = 2_000
/** Those of whom nothing changed are all looked at within so many looks, a share at a time. */
const LOOKS = 30
/** A share is at least so many, so that a small server looks at everybody each time. */
const SHARE_MIN = 200

/** @returns the users of whom a right or a session changed lately; null if they are many */
async function changedUsers({ stores, clock }: Pick<Foundation, 'stores' | 'clock'>): Promise<ReadonlySet<string> | null> {
  const since = instantOf(msOf(clock()) - BACK_MS)
  const [users, ended] = [await stores.users.changedSince(since, MANY), await stores.sessions.endedSince(since, MANY)]
  return users.length + ended.length >= MANY ? null : new Set([...users, ...ended])
}

/**
 * [LIMIT-102] Chooses those who are looked at again: what it costs follows from the number of people whose rights
 * changed, and not from the number who are connected. Keys are few and are always among them.
 */
export class RightsLooks<T> {
  #at = 0

  constructor(
    private readonly services: Pick<Foundation, 'stores' | 'clock'>,
    /** The user; null: a key. */
    private readonly userOf: (one: T) => string | null,
  ) {}

  async choose(all: readonly T[]): Promise<T[]> {
    if (all.length === 0) return []
    const changed = await changedUsers(this.services)
    if (changed === null) return [...all]
    const from = this.#at < all.length ? this.#at : 0
    const share = Math.max(SHARE_MIN, Math.ceil(all.length / LOOKS))
    this.#at = from + share
    return all.filter((one, at) => {
      const user = this.userOf(one)
      return user === null || changed.has(user) || (at >= from && at < from + share)
    })
  }
}
