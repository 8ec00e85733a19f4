import { limits } from '../limits'
import type { ClimbHold, Role } from '../model/climbHold'
import { LAST_HOLD_ID } from '../model/holdNumbers'

export const CLIMB_PROBLEMS = ['no_start', 'too_many_starts', 'no_top', 'too_many_tops', 'duplicate', 'too_many_holds'] as const
/** The reasons why a climb cannot be set in mastoc as it stands. */
export type ClimbProblem = (typeof CLIMB_PROBLEMS)[number]

const isRole = (letter: string | undefined): letter is Role =>
  letter === 'S' || letter === 'O' || letter === 'F' || letter === 'T'

function parseHold(word: string): ClimbHold | null {
  const [, role, digits] = /^([SOFT])([1-9]\d{0,9})$/.exec(word) ?? []
  const hold_id = Number(digits)
  return isRole(role) && hold_id <= LAST_HOLD_ID ? { hold_id, role } : null
}

/** Reads `S829279 O828906 …`, any blanks between and around; nothing but blanks is no hold. Null if malformed. */
export function parseHoldsList(text: string): ClimbHold[] | null {
  const holds: ClimbHold[] = []
  for (const word of text.split(/\s+/)) {
    if (word === '') continue
    const hold = parseHold(word)
    if (!hold) return null
    holds.push(hold)
  }
  return holds
}

export const formatHoldsList = (holds: readonly ClimbHold[]): string =>
  holds.map(hold => `${hold.role}${hold.hold_id}`).join(' ')

/**
 * [CLIMB-1] What keeps a climb from being set in mastoc: 1 or 2 starts, 1 or 2 tops, no hold twice in
 * the same role. A hold may be start and top. Imported climbs are taken as they are.
 */
export function climbProblems(holds: readonly ClimbHold[]): ClimbProblem[] {
  const count = (role: Role) => holds.filter(hold => hold.role === role).length
  const starts = count('S')
  const tops = count('T')
  const found: Record<ClimbProblem, boolean> = {
    no_start: starts === 0,
    too_many_starts: starts > 2,
    no_top: tops === 0,
    too_many_tops: tops > 2,
    duplicate: new Set(holds.map(hold => `${hold.role}${hold.hold_id}`)).size < holds.length,
    too_many_holds: holds.length > limits.climbHoldsMax,
  }
  return CLIMB_PROBLEMS.filter(problem => found[problem])
}
