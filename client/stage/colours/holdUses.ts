import type { ClimbRow } from '../../../shared/model/climb'
import { isUngraded } from '../../../shared/rules/grades'
import { holdIdsOf } from '../../climbs/climbHolds'

/** A hold's use by the climbs shown; grades are IRCRA, null if no graded climb uses it. */
export interface HoldUse {
  uses: number
  easiest: number | null
  hardest: number | null
}

export function holdUses(climbs: readonly ClimbRow[]): Map<number, HoldUse> {
  const uses = new Map<number, HoldUse>()
  for (const climb of climbs) {
    const grade = isUngraded(climb.shown_grade_ircra) ? null : climb.shown_grade_ircra
    for (const id of holdIdsOf(climb)) {
      const use = uses.get(id)
      if (!use) {
        uses.set(id, { uses: 1, easiest: grade, hardest: grade })
        continue
      }
      use.uses++
      if (grade === null) continue
      if (use.easiest === null || grade < use.easiest) use.easiest = grade
      if (use.hardest === null || grade > use.hardest) use.hardest = grade
    }
  }
  return uses
}
