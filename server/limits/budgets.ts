import { tokenBucket, type Allowance, type TokenBucket } from '../concurrency/tokenBucket'
import { BoundedMap } from '../concurrency/boundedMap'

/** A bucket is forgotten once this many others were used after it, because by then it is full again anyway. */
const KEPT = 10_000

export interface Budgets {
  /** @returns true if `cost` was taken from the bucket of that person, address or connection */
  take: (who: string, cost?: number) => boolean
  /** Takes the cost of work that was already done, even if less is left. */
  charge: (who: string, cost: number) => void
  /** Seconds until `cost` will be there, at least 1; `Infinity` above the burst. */
  waitFor: (who: string, cost?: number) => number
}

/** [LIMIT-1] A bucket for each person, address or connection that pays, in the memory of this node. */
export function createBudgets(allowance: Allowance, now?: () => number): Budgets {
  const buckets = new BoundedMap<string, TokenBucket>(KEPT)
  const bucketOf = (who: string): TokenBucket => {
    const bucket = buckets.get(who) ?? tokenBucket(allowance, now)
    buckets.set(who, bucket)
    return bucket
  }
  return {
    take: (who, cost) => bucketOf(who).take(cost),
    charge: (who, cost) => bucketOf(who).charge(cost),
    waitFor: (who, cost) => bucketOf(who).waitFor(cost),
  }
}
