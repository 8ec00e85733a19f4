import { userIdOf, type Actor } from '../../../shared/access/actor'
import type { Input } from '../../../shared/contract/commands'
import type { Condition, GripType } from '../../../shared/model/annotationParts'
import { Refusal } from '../../../shared/result'
import { ircraOf, rangeOf } from '../../../shared/rules/grades'
import { parseHoldNumbers, parseWantedHolds } from '../../../shared/rules/wantedHolds'
import type { ClimbFilter } from '../../db/stores/climbs/climbMatches'

type Asked = Omit<Input<'climbs.list'>, 'page' | 'page_size' | 'sort' | 'order'>

const listed = (text: string | undefined): string[] | undefined => text?.split(',').map(word => word.trim()).filter(word => word !== '')

/**
 * The filter with its grades in IRCRA, its lists as lists, and whose climbs are meant by `mine`.
 * @throws Refusal `invalid` if a grade is unknown
 */
export function storedFilter(
  { grade_min, grade_max, setters, not_setters, tags, holds, not_holds, grips, not_conditions, mine, ...filter }: Asked,
  actor: Actor,
): ClimbFilter {
  const grade = grade_min || grade_max ? rangeOf(grade_min, grade_max) : undefined
  if (grade !== null)
    return {
      ...filter,
      grade,
      setters: listed(setters),
      tags: listed(tags),
      not_setters: listed(not_setters),
      holds: holds === undefined ? undefined : parseWantedHolds(holds) ?? undefined,
      not_holds: not_holds === undefined ? undefined : parseHoldNumbers(not_holds) ?? undefined,
      grips: listed(grips) as GripType[] | undefined,
      not_conditions: listed(not_conditions) as Condition[] | undefined,
      mine: mine && { what: mine, userId: userIdOf(actor) ?? '' },
    }
  const path = grade_min && ircraOf(grade_min) === null ? 'grade_min' : 'grade_max'
  throw new Refusal('invalid', {}, { issues: [{ path, message: 'unknown_grade' }] })
}
