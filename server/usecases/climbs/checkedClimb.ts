import type { ClimbHold } from '../../../shared/model/climbHold'
import { Refusal } from '../../../shared/result'
import { ircraOf, isInRange, rangeOf } from '../../../shared/rules/grades'
import { climbProblems, parseHoldsList } from '../../../shared/rules/holdsList'
import type { Stores } from '../../db/stores/stores'

const invalid = (path: string, message: string) => new Refusal('invalid', {}, { issues: [{ path, message }] })

/**
 * [CLIMB-2] [GYM-8] Checks the holds of a climb that is set in mastoc: well formed, 1 or 2 starts and tops, all on its
 * face, and none that left the wall.
 * @throws Refusal `invalid`, `unknown_hold`
 */
export async function checkedHolds(stores: Stores, faceId: string, text: string): Promise<ClimbHold[]> {
  const holds = parseHoldsList(text)
  if (!holds) throw invalid('holds_list', 'holds_format')
  const [problem] = climbProblems(holds)
  if (problem) throw invalid('holds_list', problem)
  const onFace = await stores.walls.holdsOnFace(faceId, holds.map(hold => hold.hold_id))
  const stranger = holds.find(hold => !onFace.has(hold.hold_id))
  if (stranger)
    throw new Refusal('unknown_hold', {}, { issues: [{ path: 'holds_list', message: 'unknown_hold', params: { hold: stranger.hold_id } }] })
  const [gone] = await stores.wallSettings.removedLabels(holds.map(hold => hold.hold_id))
  if (gone !== undefined)
    throw new Refusal('invalid', {}, { issues: [{ path: 'holds_list', message: 'removed_hold', params: { hold: gone } }] })
  return holds
}

interface CheckedGrade {
  grade_font: string | null
  grade_ircra: number | null
}

/** [MOVE-15] An IRCRA number is kept without a Font grade; with one, only if it belongs to that grade. @throws Refusal `invalid` */
export function checkedGrade(font: string | null, given: number | null = null): CheckedGrade {
  if (font === null || font === '') return { grade_font: null, grade_ircra: given }
  const own = ircraOf(font)
  if (own === null) throw invalid('grade_font', 'unknown_grade')
  const range = rangeOf(font, font)
  return { grade_font: font, grade_ircra: range && given !== null && isInRange(given, range) ? given : own }
}

/** The grade that a change makes of the climb's; nothing if the change leaves it alone. @throws Refusal `invalid` */
export function changedGrade(
  climb: CheckedGrade,
  { grade_font, grade_ircra }: { grade_font?: string | null | undefined; grade_ircra?: number | null | undefined },
): Partial<CheckedGrade> {
  if (grade_font !== undefined) return checkedGrade(grade_font, grade_ircra)
  if (grade_ircra === undefined) return {}
  const isKnown = climb.grade_font === null || ircraOf(climb.grade_font) !== null
  return isKnown ? { grade_ircra: checkedGrade(climb.grade_font, grade_ircra).grade_ircra } : {}
}

/** Checks that the feet rule is one of the face's, or none. @throws Refusal `invalid` */
export function checkedFeetRule(rule: string | null, options: readonly string[]): string | null {
  if (rule === null || rule === '') return null
  if (!options.includes(rule)) throw invalid('feet_rule', 'unknown_feet_rule')
  return rule
}
