import { userIdOf } from '../../../../shared/access/actor'
import { parseHoldsList } from '../../../../shared/rules/holdsList'
import { isAs, type CorrectedState } from '../../climbs/moderation/correctClimbs'
import { changedAt } from '../../moderation/removal'
import type { UndoAct } from './undoAct'
import { undoing } from './undoRemovable'

/** A climb whose corrected fields somebody changed since, or that is in the bin, stays as it is. */
export const undoClimbEdit: UndoAct = undoing(async ({ actor, stores, touch, now }, { state }) => {
  const { after, before } = state as CorrectedState
  let undone = 0
  for (const { ids, values } of before) {
    const climbs = (await stores.moderation.chosen({ ids }, 'any')).filter(climb => climb.deleted_at === null && isAs(climb, after))
    const set = { ...values, updated_at: changedAt(climbs, now), updated_by_id: userIdOf(actor) }
    const holds = values.holds_list === undefined ? undefined : parseHoldsList(values.holds_list) ?? undefined
    if (values.name === undefined && !holds) await stores.moderation.set(climbs.map(({ id }) => id), set)
    else for (const { id } of climbs) await stores.climbs.update(id, set, holds)
    for (const { id } of climbs) touch.climbAnywhere(id)
    undone += climbs.length
  }
  return undone
})
