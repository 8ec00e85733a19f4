import { guest } from '../../shared/access/actor'
import type { Database } from '../db/database'
import type { Rate } from '../db/stores/accounts/rates'
import { storesOn, type Stores } from '../db/stores/stores'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { backoffMs } from '../../shared/rules/backoff'
import type { RunTransaction } from '../transaction/runTransaction'
import type { Clock } from '../config/clock'
import { networkOf } from '../limits/addresses'
import { rateKey, tooFast } from './rateKey'

/** So many wrong tries cost nothing. Each further one doubles the wait, from a second up to a quarter of an hour. */
const FREE_TRIES = 5
const WAIT = { firstMs: 1000, longestMs: 15 * 60_000 }
/** So long after the last wrong try all of them are forgotten, in milliseconds. */
const TRIES_KEPT_MS = 24 * 3600 * 1000
/** An account takes so many wrong tries at once from all addresses together, and one more each minute. */
const ACCOUNT_BURST = 50
const ACCOUNT_EACH_MS = 60_000
/** Others may count at the same moment. Each time one of them succeeds, so that this many can count at once. */
const CONTENDERS = 100

export interface AttemptResult {
  /** The wrong tries in a row, this one included. */
  failures: number
  /** Seconds until the next try is looked at. */
  wait: number
}
export interface AttemptSubject {
  kind: string
  /** The account, as the caller named it. */
  what: string
  address: string | null
  /** A device that logged in to this account before. It has tries of its own, whatever others do. */
  device?: string | null
  /** Writes a wrong try to the log, in a transaction. */
  note?: (stores: Stores, tried: AttemptResult, now: Instant) => Promise<void>
}
/**
 * Counts one try at a secret before it is looked at, and gives it back if it was right. Wrong tries delay the next one
 * and never lock the account: after the wait the right secret works.
 * @throws Refusal `too_fast` without having looked
 */
export type Attempt = (at: AttemptSubject, check: () => Promise<boolean>) => Promise<boolean>

const waitMsAfter = (failures: number): number => (failures < FREE_TRIES ? 0 : backoffMs(failures - FREE_TRIES, WAIT))

/** A counter's answer to one more try: its next state, or the milliseconds that the try has to wait. */
type Step = (seen: Rate | null, now: number) => { next: Rate } | { wait: number }

/** [RATE-2] Counts the tries at one account from one address, or from one device. */
const atDoor: Step = (seen, now) => {
  const failures = seen?.points ?? 0
  const over = seen ? msOf(seen.ends_at) - TRIES_KEPT_MS + waitMsAfter(failures) : now
  return over > now ? { wait: over - now } : { next: { points: failures + 1, ends_at: instantOf(now + TRIES_KEPT_MS) } }
}

/** [LIMIT-54] Counts the tries at one account from everywhere. The counter ends when all its tries are paid off. */
const atAccount: Step = (seen, now) => {
  const paidOff = Math.max(seen ? msOf(seen.ends_at) : 0, now) + ACCOUNT_EACH_MS
  const wait = paidOff - now - ACCOUNT_BURST * ACCOUNT_EACH_MS
  return wait > 0 ? { wait } : { next: { points: 1, ends_at: instantOf(paidOff) } }
}

/** Takes one try off an account's counter, however many others count at the same moment. */
async function payBack(rates: Stores['rates'], key: string, now: Instant): Promise<void> {
  for (let seen = await rates.get(key, now); seen; seen = await rates.get(key, now)) {
    if (await rates.replace(key, seen, { points: 1, ends_at: instantOf(msOf(seen.ends_at) - ACCOUNT_EACH_MS) }, now)) return
  }
}

class CountedMeanwhile extends Error {}

export function createAttempt({ db, clock, transactions }: { db: Database; clock: Clock; transactions: RunTransaction }): Attempt {
  function countersOf({ kind, what, address, device }: AttemptSubject): { key: string; step: Step }[] {
    if (device) return [{ key: rateKey(`${kind}-device`, what, device), step: atDoor }]
    const door = { key: rateKey(kind, what, networkOf(address ?? '')), step: atDoor }
    return address === null ? [door] : [door, { key: rateKey(`${kind}-account`, what), step: atAccount }]
  }

  /** Counts in all counters, or in none. @returns the wrong tries at this door, this one included. @throws Refusal `too_fast` */
  const countOnce = (counters: { key: string; step: Step }[]) => db.transaction(async (tx) => {
    const { rates } = storesOn(tx)
    const now = clock()
    const counted: Rate[] = []
    for (const { key, step } of counters) {
      const seen = await rates.get(key, now)
      const stepped = step(seen, msOf(now))
      if ('wait' in stepped) throw tooFast(stepped.wait)
      if (!await rates.replace(key, seen, stepped.next, now)) throw new CountedMeanwhile()
      counted.push(stepped.next)
    }
    return counted[0]?.points ?? 0
  })

  async function count(counters: { key: string; step: Step }[]): Promise<number> {
    for (let contender = 1; ; contender++) {
      try {
        return await countOnce(counters)
      } catch (error) {
        if (!(error instanceof CountedMeanwhile)) throw error
        if (contender >= CONTENDERS) throw tooFast(1000)
      }
    }
  }

  /** A right try clears the door's wrong ones. The account's stay, because others made them. */
  const giveBack = (counters: { key: string; step: Step }[], wasRight: boolean) => db.transaction(async (tx) => {
    const { rates } = storesOn(tx)
    for (const { key, step } of counters) {
      if (step === atAccount) await payBack(rates, key, clock())
      else if (wasRight) await rates.clear(key)
      else await rates.takeBack(key)
    }
  })

  return async (at, check) => {
    const counters = countersOf(at)
    const failures = await count(counters)
    let matches: boolean
    try {
      matches = await check()
    } catch (error) {
      await giveBack(counters, false)
      throw error
    }
    if (matches) await giveBack(counters, true)
    else {
      const tried = { failures, wait: waitMsAfter(failures) / 1000 }
      await transactions(guest, async ({ stores, now }) => at.note?.(stores, tried, now), at.address)
    }
    return matches
  }
}
