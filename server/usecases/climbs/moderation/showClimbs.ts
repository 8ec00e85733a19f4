import type { ClimbsChanged } from '../../../../shared/contract/climbModeration'
import { Refusal } from '../../../../shared/result'
import type { AuditEntry } from '../../../db/stores/admin/audit'
import type { ClimbChoice } from '../../../db/stores/climbs/moderation'
import type { UseCase } from '../../useCase'
import { climbKind, type ModerationContext } from '../../moderation/removableKinds'
import { showAway } from '../../moderation/removal'
import { choiceOf, requireStillAdmin, told } from './moderated'

/**
 * [MOD-3] Shows climbs again. Those that are named by their ids leave the bin too; a filter finds hidden ones alone,
 * because what people deleted themselves is not meant.
 */
export async function showClimbs(context: ModerationContext, actor: AuditEntry['actor'], choice: ClimbChoice, reason: string): Promise<ClimbsChanged> {
  await requireStillAdmin(context, actor)
  const { things: climbs, state } = await showAway(context, climbKind, choice, 'ids' in choice ? 'away' : 'hidden')
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
