import { Refusal } from '../../../shared/result'
import { ircraOf, rangeOf } from '../../../shared/rules/grades'
import type { UseCase } from '../context'
import { viewerOf } from './viewer'

export const listClimbs: UseCase<'climbs.list'> = {
  async reads({ actor, stores }, { grade_min, grade_max, page, page_size, ...filter }) {
    const grade = grade_min || grade_max ? rangeOf(grade_min, grade_max) : undefined
    if (grade === null)
      throw new Refusal(
        'invalid',
        {},
        { issues: [{ path: grade_min && ircraOf(grade_min) === null ? 'grade_min' : 'grade_max', message: 'unknown_grade' }] },
      )
    const { results, count } = await stores.climbs.list({ ...filter, grade }, viewerOf(actor), { page, page_size })
    return { results, count, page, page_size }
  },
}
