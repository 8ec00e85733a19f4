export interface Backoff {
  firstMs: number
  longestMs: number
}

/** The wait in milliseconds after so many earlier failures: it doubles with each of them, up to the longest. */
export const backoffMs = (failures: number, { firstMs, longestMs }: Backoff): number => Math.min(longestMs, firstMs * 2 ** failures)

/** A share of the wait, between half of it and all of it, so that not everybody comes back at once. */
export const spread = (waitMs: number, random: () => number = Math.random): number => waitMs * (0.5 + random() / 2)
