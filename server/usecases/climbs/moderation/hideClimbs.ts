import type { ClimbsChanged } from '../../../../shared/contract/climbModeration'
import { Refusal } from '../../../../shared/result'
import type { AuditEntry } from '../../../db/stores/admin/audit'
import type { ClimbChoice } from '../../../db/stores/climbs/moderation'
import type { UseCase } from '../../useCase'
import { climbKind, type ModerationContext } from '../../moderation/removableKinds'
import { hideShown } from '../../moderation/removal'
import { choiceOf, requireStillAdmin, told } from './moderated'

/** [MOD-1] Hides the chosen climbs that are shown, in one act. */
export async function hideClimbs(
  context: ModerationContext, actor: AuditEntry['actor'], choice: ClimbChoice, reason: string,
): Promise<ClimbsChanged> {
  await requireStillAdmin(context, actor)
  const { things: climbs, state } = await hideShown(context, climbKind, choice, { actor, reason })
  return told(context, climbs, { actor, action: 'climb.hide', reason, state })
}

export const hideManyClimbs: UseCase<'climbs.hideMany'> = {
  writes: (context, { reason, ...choice }) => hideClimbs(context, context.actor, choiceOf(choice, context.actor), reason),
}

/** Hides one climb. A second time changes nothing. @throws Refusal `not_found` if there is none that an admin sees */
export async function hideOne(context: ModerationContext, actor: AuditEntry['actor'], id: string, reason: string): Promise<ClimbsChanged> {
  const done = await hideClimbs(context, actor, { ids: [id] }, reason)
  if (done.changed === 0 && (await context.stores.moderation.chosen({ ids: [id] }, 'hidden')).length === 0) throw new Refusal('not_found')
  return done
}

export const hideClimb: UseCase<'climbs.hide'> = {
  writes: (context, { id, reason }) => hideOne(context, context.actor, id, reason),
}
