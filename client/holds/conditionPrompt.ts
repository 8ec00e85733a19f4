import type { Condition } from '../../shared/model/annotationParts'
import { msOf, type Instant } from '../../shared/model/instant'
import { conditionCounts } from '../../shared/rules/consensus'

export type BadCondition = Exclude<Condition, 'ok'>

/** A person who voted within a day is not asked whether it is still so. */
const FRESH_MS = 86_400_000

export interface StillAsked {
  value: BadCondition
  /** The time of my vote; null where only others voted so. */
  saidAt: Instant | null
  /** True while my vote still counts. */
  counts: boolean
}

interface Known {
  /** My word, and when it was said; `at` null: a moment ago. */
  mine: { value: Condition; at: Instant | null } | null
  /** The official condition. */
  official: Condition | null
  now: Instant
  workedAt: Instant | null
}

const isBad = (value: Condition | null): value is BadCondition => value !== null && value !== 'ok'

/**
 * [CARE-9] What is asked of a hold: "still dirty?", of my own bad word or, where I have none, of the official one.
 * Null: nothing. Whoever spoke a moment ago has answered, and so has who said "fine" while that counts.
 */
export function conditionPrompt({ mine, official, now, workedAt }: Known): StillAsked | null {
  if (mine && (mine.at === null || msOf(now) - msOf(mine.at) < FRESH_MS)) return null
  const counts = mine !== null && conditionCounts(mine.at, { now, workedAt })
  if (mine && isBad(mine.value)) return { value: mine.value, saidAt: mine.at, counts }
  return isBad(official) && !counts ? { value: official, saidAt: null, counts: false } : null
}
