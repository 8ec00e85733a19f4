import { instantOf, type Instant } from '../../../shared/model/instant'

const HOUR_MS = 3_600_000
/** So many milliseconds before now; `always` goes back to the first account, and `moment` is chosen by hand. */
const LENGTHS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, always: Infinity } as const
export const periods = ['hour', 'day', 'week', 'always', 'moment'] as const
export type Period = (typeof periods)[number]

export const sinceOf = (period: Exclude<Period, 'moment'>, now: number): Instant => instantOf(Math.max(0, now - LENGTHS[period]))
