import type { Input } from '../../../shared/contract/commands'
import { Refusal } from '../../../shared/result'
import { ircraOf, rangeOf } from '../../../shared/rules/grades'
import type { ClimbFilter } from '../../db/stores/climbMatches'

type Asked = Omit<Input<'climbs.list'>, 'page' | 'page_size'>

/** The filter with its grades in IRCRA. @throws Refusal `invalid` if a grade is unknown */
export function storedFilter({ grade_min, grade_max, ...filter }: Asked): ClimbFilter {
  const grade = grade_min || grade_max ? rangeOf(grade_min, grade_max) : undefined
  if (grade !== null) return { ...filter, grade }
  const path = grade_min && ircraOf(grade_min) === null ? 'grade_min' : 'grade_max'
  throw new Refusal('invalid', {}, { issues: [{ path, message: 'unknown_grade' }] })
}
