import { msOf, type Instant } from '../model/instant'

/** A job may take this long, and be looked for this much later than it is due. */
const PATIENCE_MS = 10 * 60_000

interface Run {
  every_ms: number
  /** Null: never. */
  succeeded_at: Instant | null
}

/** [OVERVIEW-12] A job is late if a whole turn went by without a success. @param since the start of the oldest server */
export const isJobLate = ({ every_ms, succeeded_at }: Run, now: Instant, since: Instant): boolean =>
  msOf(now) - msOf(succeeded_at ?? since) > (succeeded_at === null ? 0 : 2 * every_ms) + PATIENCE_MS
