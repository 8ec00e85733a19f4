/** An allowance of so much a second in the long run, and of so much at once. */
export interface Allowance {
  perSecond: number
  burst: number
}

export interface TokenBucket {
  /**
   * Takes `cost` if so much is left, otherwise nothing. A cost above the burst is never taken.
   * @returns true if it was taken
   */
  take: (cost?: number) => boolean
  /** Takes the cost of work that was already done. A debt has to refill before anything is taken again. */
  charge: (cost: number) => void
  /** Seconds until `cost` will be there, at least 1; `Infinity` above the burst. */
  waitFor: (cost?: number) => number
}

/** @param now milliseconds of a clock that never goes back */
export function tokenBucket({ perSecond, burst }: Allowance, now: () => number = () => performance.now()): TokenBucket {
  let left = burst
  let at = now()
  const refill = () => {
    const moment = now()
    left = Math.min(burst, left + (moment - at) * perSecond / 1000)
    at = moment
  }
  return {
    take(cost = 1) {
      refill()
      if (left < cost) return false
      left -= cost
      return true
    },
    charge(cost) {
      refill()
      left -= cost
    },
    waitFor(cost = 1) {
      refill()
      return cost > burst ? Infinity : Math.max(1, Math.ceil((cost - left) / perSecond))
    },
  }
}
