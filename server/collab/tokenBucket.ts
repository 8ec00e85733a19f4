/** Lets `perSecond` through in the long run and `burst` at once. */
export function tokenBucket(perSecond: number, burst: number, now: () => number = () => performance.now()): () => boolean {
  let left = burst
  let at = now()
  return () => {
    const moment = now()
    left = Math.min(burst, left + (moment - at) * perSecond / 1000)
    at = moment
    if (left < 1) return false
    left -= 1
    return true
  }
}
