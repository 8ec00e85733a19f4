import type { ClimbsChanged } from '../../../../shared/contract/climbModeration'
import { Refusal } from '../../../../shared/result'
import type { AuditEntry } from '../../../db/stores/audit'
import type { ClimbChoice, StoredClimb } from '../../../db/stores/moderation'
import type { UseCase } from '../../context'
import { changedAt, choiceOf, requireStillAdmin, told, type ModerationContext } from './moderated'

/** The columns by which others do not see a climb. */
type Away = Pick<StoredClimb, 'hidden_at' | 'hidden_by_id' | 'hidden_reason' | 'deleted_at' | 'deleted_by_id' | 'deleted_reason'>
export const SHOWN: Away = {
  hidden_at: null, hidden_by_id: null, hidden_reason: null, deleted_at: null, deleted_by_id: null, deleted_reason: null,
}
const awayOf = ({ hidden_at, hidden_by_id, hidden_reason, deleted_at, deleted_by_id, deleted_reason }: Away): Away =>
  ({ hidden_at, hidden_by_id, hidden_reason, deleted_at, deleted_by_id, deleted_reason })

/** The state of the climbs before they were shown again. */
export interface ShownState {
  climbs: (Away & { id: string })[]
}

/**
 * [MOD-3] Shows climbs again. Those that are named by their ids leave the bin too; a filter finds hidden ones alone,
 * because what people deleted themselves is not meant.
 */
export async function showClimbs(context: ModerationContext, actor: AuditEntry['actor'], choice: ClimbChoice, reason: string): Promise<ClimbsChanged> {
  const { stores, touch, now } = context
  await requireStillAdmin(context, actor)
  const climbs = await stores.moderation.chosen(choice, 'ids' in choice ? 'away' : 'hidden')
  await stores.moderation.set(climbs.map(({ id }) => id), { ...SHOWN, updated_at: changedAt(climbs, now) })
  for (const { id } of climbs) touch.climbAnywhere(id)
  const state: ShownState = { climbs: climbs.map(climb => ({ id: climb.id, ...awayOf(climb) })) }
  return told(context, climbs, { actor, action: 'climb.restore', reason, state })
}

export const showManyClimbs: UseCase<'climbs.showMany'> = {
  writes: (context, { reason, ...choice }) => showClimbs(context, context.actor, choiceOf(choice, context.actor), reason),
}

/** Shows one climb. A second time changes nothing. @throws Refusal `not_found` if there is none that an admin sees */
export async function showOne(context: ModerationContext, actor: AuditEntry['actor'], id: string, reason: string): Promise<ClimbsChanged> {
  const done = await showClimbs(context, actor, { ids: [id] }, reason)
  if (done.changed === 0 && (await context.stores.moderation.chosen({ ids: [id] }, 'any')).length === 0) throw new Refusal('not_found')
  return done
}

export const showClimb: UseCase<'climbs.show'> = {
  writes: (context, { id, reason }) => showOne(context, context.actor, id, reason),
}
