import type { ClimbCorrection } from '../../../../shared/contract/climbModeration'
import { userIdOf } from '../../../../shared/access/actor'
import { Refusal } from '../../../../shared/result'
import type { Stores } from '../../../db/stores/stores'
import type { StoredClimb } from '../../../db/stores/climbs/moderation'
import type { UseCase } from '../../useCase'
import { checkedGrade } from '../checkedClimb'
import { changesInWords, type Corrected } from './climbChanges'
import { changedAt } from '../../moderation/removal'
import { choiceOf, requireStillAdmin, told } from './moderated'

/** Climbs that had the same values before an act. */
interface Before {
  ids: string[]
  values: Corrected
}
/** An act that set the same values on all of its climbs. */
export interface CorrectedState {
  after: Corrected
  before: Before[]
}

/** The columns that the act sets. @throws Refusal `invalid` */
function valuesOf({ grade_font, feet_rule, is_benchmark }: ClimbCorrection): Corrected {
  return {
    ...(grade_font === undefined ? {} : checkedGrade(grade_font)),
    ...(feet_rule === undefined ? {} : { feet_rule: feet_rule || null }),
    ...(is_benchmark === undefined ? {} : { is_benchmark }),
  }
}

const pick = (climb: StoredClimb, names: readonly string[]): Corrected =>
  Object.fromEntries(names.map(name => [name, climb[name as keyof Corrected]]))

export const isAs = (climb: StoredClimb, values: Corrected): boolean =>
  Object.entries(values).every(([name, value]) => climb[name as keyof Corrected] === value)

function groupedBefore(climbs: readonly StoredClimb[], after: Corrected): Before[] {
  const groups = new Map<string, Before>()
  for (const climb of climbs) {
    const values = pick(climb, Object.keys(after))
    const key = JSON.stringify(values)
    const group = groups.get(key) ?? { ids: [], values }
    group.ids.push(climb.id)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Each face has its own feet rules. @throws Refusal `invalid` */
async function requireFeetRule({ walls }: Stores, climbs: readonly StoredClimb[], rule: string): Promise<void> {
  for (const id of new Set(climbs.filter(({ feet_rule }) => feet_rule !== rule).map(({ face_id }) => face_id))) {
    const face = await walls.face({ id })
    if (!face?.feet_rules_options.includes(rule))
      throw new Refusal('invalid', {}, { issues: [{ path: 'set.feet_rule', message: 'unknown_feet_rule' }] })
  }
}

/** [MOD-4] Sets the same on all chosen climbs that are shown, in one act. Those that have it already are left alone. */
export const correctManyClimbs: UseCase<'climbs.correctMany'> = {
  async writes(context, { set, reason, ...choice }) {
    const { actor, stores, touch, now } = context
    await requireStillAdmin(context, actor)
    const after = valuesOf(set)
    const climbs = (await stores.moderation.chosen(choiceOf(choice, actor), 'shown')).filter(climb => !isAs(climb, after))
    if (after.feet_rule != null) await requireFeetRule(stores, climbs, after.feet_rule)
    const ids = climbs.map(({ id }) => id)
    await stores.moderation.set(ids, { ...after, updated_at: changedAt(climbs, now), updated_by_id: userIdOf(actor) })
    for (const id of ids) touch.climb(id)
    const state: CorrectedState = { after, before: groupedBefore(climbs, after) }
    const [before] = state.before
    const changes = changesInWords(state.before.length === 1 ? before?.values ?? null : null, after)
    return told(context, climbs, { actor, action: 'climb.edit', reason, detail: { changes }, state })
  },
}
