import { userIdOf } from '../../../../shared/access/actor'
import { Refusal } from '../../../../shared/result'
import { parseHoldsList } from '../../../../shared/rules/holdsList'
import { isAs, type CorrectedState } from '../../climbs/moderation/correctClimbs'
import type { TakenState } from '../../climbs/moderation/hideClimbs'
import { changedAt, requireStillAdmin } from '../../climbs/moderation/moderated'
import type { ShownState } from '../../climbs/moderation/showClimbs'
import type { WriteContext } from '../../context'
import type { ActToUndo, UndoAct } from './undoAct'

/** [MOD-5] Tells how many of the climbs the undo put back: those that still were as the act left them. */
const countOf = ({ entry }: Pick<ActToUndo, 'entry'>, undone: number) => ({
  changed: undone,
  ...(undone === entry.detail['changed'] || entry.target_kind === 'climb' ? {} : { of: entry.detail['changed'] }),
})

/** Runs the undo in one transaction, and refuses where it put nothing back. */
const undoing = (putBack: (context: WriteContext, act: ActToUndo) => Promise<number>): UndoAct => async ({ transact }, act) => {
  await transact(async (context) => {
    await requireStillAdmin(context, context.actor)
    const undone = await putBack(context, act)
    if (undone === 0) throw new Refusal('not_undoable')
    await act.record(context, countOf(act, undone))
  })
}

/** Shows the climbs that are hidden since that moment. One that was restored meanwhile, or hidden again, stays as it is. */
export async function showHidden({ stores, touch, now }: WriteContext, { ids, at }: TakenState): Promise<number> {
  const climbs = (await stores.moderation.chosen({ ids }, 'any')).filter(climb => climb.hidden_at === at)
  await stores.moderation.set(
    climbs.map(({ id }) => id),
    { hidden_at: null, hidden_by_id: null, hidden_reason: null, updated_at: changedAt(climbs, now) },
  )
  for (const { id } of climbs) touch.climbAnywhere(id)
  return climbs.length
}

export const undoClimbHide: UndoAct = undoing((context, { state }) => showHidden(context, state as TakenState))

export const undoClimbDelete: UndoAct = undoing(async ({ stores, touch, now }, { state }) => {
  const { ids, at } = state as TakenState
  const climbs = (await stores.moderation.chosen({ ids }, 'any')).filter(climb => climb.deleted_at === at)
  await stores.moderation.set(
    climbs.map(({ id }) => id),
    { deleted_at: null, deleted_by_id: null, deleted_reason: null, updated_at: changedAt(climbs, now) },
  )
  for (const { id } of climbs) touch.climbAnywhere(id)
  return climbs.length
})

/** Back in the bin a climb has its thirty days anew, so that nobody loses time to restore it. */
export const undoClimbRestore: UndoAct = undoing(async ({ stores, touch, now }, { state }) => {
  const before = new Map((state as ShownState).climbs.map(climb => [climb.id, climb]))
  const climbs = await stores.moderation.chosen({ ids: [...before.keys()] }, 'shown')
  const groups = new Map<string, string[]>()
  for (const { id } of climbs) {
    const { id: _, ...away } = before.get(id) ?? { id }
    const key = JSON.stringify(away)
    groups.set(key, [...groups.get(key) ?? [], id])
  }
  const updated_at = changedAt(climbs, now)
  for (const [key, ids] of groups) {
    const away = JSON.parse(key) as Omit<ShownState['climbs'][number], 'id'>
    await stores.moderation.set(ids, { ...away, deleted_at: away.deleted_at && now, updated_at })
  }
  for (const { id } of climbs) touch.climbAnywhere(id)
  return climbs.length
})

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
